import {openDialog} from './dialog.ts';
import {createFrame} from './frame.ts';
import {openWindow} from './popup-window.ts';
import type {Surface, SurfaceModel, SurfaceOptions} from './surface.ts';

/** The hosted page in a frame, in a dialog. */
export function openModal(options: SurfaceOptions, first: SurfaceModel): Surface {
  const dialog = openDialog(options, 'framed');
  const frame = createFrame(first.frameTitle, options);
  let url = first.url;
  const reopen = (event: Event) => {
    if (openWindow(url)) event.preventDefault();
  };
  const draw = (model: SurfaceModel) => {
    url = model.url;
    if (url && !frame.src) frame.src = url;
    dialog.draw(model, model.view({kind: 'frame', frame, reopen}));
  };
  draw(first);
  return {
    get window() {
      return frame.contentWindow;
    },
    draw,
  };
}
