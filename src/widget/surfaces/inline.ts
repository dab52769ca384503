import {createFrame, watchFrame} from './frame.ts';
import type {Surface, SurfaceModel, SurfaceOptions} from './surface.ts';

/** Opens the hosted page in a frame inside the element. */
export function openInline(options: SurfaceOptions, first: SurfaceModel): Surface {
  const frame = createFrame();
  frame.title = first.frameTitle;
  const draw = ({url}: SurfaceModel) => {
    if (!url || frame.src) return;
    frame.src = url;
    watchFrame(frame, options);
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
