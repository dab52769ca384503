import {createFrame} from './frame.ts';
import type {Surface, SurfaceModel, SurfaceOptions} from './surface.ts';

/** The hosted page in a frame, in the widget itself. A frame that is moved in the document reloads. */
export function openInline(options: SurfaceOptions, first: SurfaceModel): Surface {
  const frame = createFrame(first.frameTitle, options);
  const draw = ({url}: SurfaceModel) => {
    if (url && !frame.src) frame.src = url;
  };
  draw(first);
  options.element.renderRoot.querySelector('.place')?.append(frame);
  options.signal.addEventListener('abort', () => frame.remove(), {once: true});
  return {
    get window() {
      return frame.contentWindow;
    },
    draw,
  };
}
