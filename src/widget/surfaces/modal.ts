import {type CSSResult, render} from 'lit';
import {createDialog, type Dialog} from './dialog.ts';
import {createFrame, watchFrame} from './frame.ts';
import {openWindow} from '../dom/popup-window.ts';
import type {Surface, SurfaceModel, SurfaceOptions} from './surface.ts';

/** A dialog with the frame for the hosted page in it, from the start: a frame that is moved loads anew. */
interface Modal {
  dialog: Dialog;
  frame: HTMLIFrameElement;
  /** What is seen until the hosted page has come. */
  loading: HTMLElement;
}

/** A hosted page that was loaded out of sight. */
interface Waiting {
  url: string;
  modal: Modal;
  /** Ends the waiting. */
  stop: AbortController;
}

/** What waits for the click, by the element that is clicked; what is shown does not wait any more. */
export const waiting = new WeakMap<Element, Waiting>();

/** @param url the hosted page, as far as it is known */
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

function takeWaiting(element: Element, url: string | null): Modal | null {
  const found = waiting.get(element);
  if (found?.url !== url) return null;
  waiting.delete(element);
  found.stop.abort();
  return found.modal;
}

/** The hosted page in a frame, in a dialog. */
export function openModal(options: SurfaceOptions, first: SurfaceModel): Surface {
  const modal = takeWaiting(options.element, first.url) ?? createModal(options.styles, first.url);
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
