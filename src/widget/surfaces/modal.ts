import {type CSSResult, render} from 'lit';
import {createDialog, type Dialog} from './dialog.ts';
import {createFrame, watchFrame} from './frame.ts';
import {openWindow} from '../dom/popup-window.ts';
import type {Surface, SurfaceModel, SurfaceOptions} from './surface.ts';

/** A dialog with the frame for the hosted page. They are created together, because a moved frame reloads. */
interface Modal {
  dialog: Dialog;
  frame: HTMLIFrameElement;
  /** Placeholder until the hosted page has loaded. */
  loading: HTMLElement;
}

/** A hidden dialog whose hosted page is loaded before the click. */
interface PreloadedModal {
  url: string;
  modal: Modal;
  /** Ends the preload: removes its listeners and, unless it was taken, the dialog. */
  drop(): void;
}

/** Preloaded dialogs that have not been shown yet, by their element. */
export const preloadedModals = new WeakMap<Element, PreloadedModal>();

/** @param url the hosted page; null while unknown */
export function createModal(styles: readonly CSSResult[], url: string | null): Modal {
  const frame = createFrame();
  if (url) frame.src = url;
  const loading = document.createElement('div');
  loading.className = 'loading';
  loading.setAttribute('aria-hidden', 'true');
  const place = document.createElement('div');
  place.className = 'frame';
  place.append(frame, loading);
  return {dialog: createDialog('framed', styles, place), frame, loading};
}

/** Removes and returns the preloaded dialog of the element; null if it has none for this URL, or the page removed it. */
function takePreloadedModal(element: Element, url: string | null): Modal | null {
  const preloaded = preloadedModals.get(element);
  if (preloaded?.url !== url) return null;
  preloadedModals.delete(element);
  preloaded.drop();
  return preloaded.modal.frame.isConnected ? preloaded.modal : null;
}

/** Opens the hosted page in a frame, in a dialog. */
export function openModal(options: SurfaceOptions, first: SurfaceModel): Surface {
  const modal = takePreloadedModal(options.element, first.url) ?? createModal(options.styles, first.url);
  const {dialog, frame, loading} = modal;
  let {url} = first;
  if (url) watchFrame(frame, options);
  const reopen = (event: Event) => {
    if (openWindow(url)) event.preventDefault();
  };
  const draw = (model: SurfaceModel) => {
    url = model.url;
    if (url && !frame.src) {
      frame.src = url;
      watchFrame(frame, options);
    }
    frame.title = model.frameTitle;
    dialog.draw(model, model.view({kind: 'frame', reopen}));
    render(model.view({kind: 'loading'}), loading);
  };
  dialog.show(options);
  draw(first);
  return {
    get window() {
      return frame.contentWindow;
    },
    draw,
  };
}
