import {createDialog} from './dialog.ts';
import {PaymentLink} from '../dom/payment-link.ts';
import {openWindow} from '../dom/popup-window.ts';
import type {Surface, SurfaceModel, SurfaceOptions} from './surface.ts';
import {onceClosed} from '../dom/window-closed.ts';

/**
 * Opens the waiting room for a hosted page in a separate window.
 * @param opened the window that was opened inside the click; null if there is none: the waiting room then offers a link
 */
export function openPopup(options: SurfaceOptions, first: SurfaceModel, opened: Window | null): Surface {
  const dialog = createDialog('room', options.styles);
  let model = first;
  let popup: Window | null = null;
  const paymentLink = new PaymentLink(() => draw(model));

  const setWindow = (window: Window | null) => {
    popup = window;
    if (window) onceClosed(window, options.onNudge, options.signal);
  };
  const reopen = (event: Event) => {
    const window = openWindow(model.url);
    if (window) event.preventDefault();
    setWindow(window ?? popup);
    draw(model);
  };
  const draw = (next: SurfaceModel) => {
    model = next;
    dialog.draw(model, model.view({kind: 'room', hasWindow: popup !== null, reopen, paymentLink}));
  };

  dialog.show(options);
  setWindow(opened);
  draw(first);
  return {
    get window() {
      return popup;
    },
    draw,
  };
}
