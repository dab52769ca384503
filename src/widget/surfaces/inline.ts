import {createFrame, watchFrame} from './frame.ts';
import {createSurfaceHost, onRemovedOrMoved} from './surface-host.ts';
import type {Surface, SurfaceModel, SurfaceOptions} from './surface.ts';

/** Opens the hosted page in a frame inside the element. */
export function openInline(options: SurfaceOptions, first: SurfaceModel): Surface {
  const host = createSurfaceHost();
  const frame = createFrame();
  frame.title = first.frameTitle;
  const draw = ({url}: SurfaceModel) => {
    if (!url || frame.src) return;
    frame.src = url;
    watchFrame(frame, options);
  };
  draw(first);
  host.append(frame);
  options.element.renderRoot.querySelector('.place')?.append(host);
  onRemovedOrMoved(host, () => host.isConnected || options.onClosed(), options.signal);
  options.signal.addEventListener('abort', () => host.remove(), {once: true});
  return {
    get window() {
      return frame.contentWindow;
    },
    draw,
  };
}
