import type {Framing} from './session.ts';
import type {Mode, SurfaceName} from './state.ts';

/** What the choice of a surface depends on, besides the mode. */
export interface Circumstances {
  framing: Framing;
  /** Whether this is a touch screen or an in-app browser: popups are awkward on one and often broken in the other. */
  handheld: boolean;
}

/** Returns the surface for a mode. Implements the table in docs/behaviour.md. */
export function chooseSurface(mode: Mode, {framing, handheld}: Circumstances): SurfaceName {
  switch (mode) {
    case 'popup':
    case 'redirect':
    case 'qr':
      return mode;
    case 'modal':
    case 'inline':
      return framing === 'refused' ? 'popup' : mode;
    case 'auto':
      if (framing === 'allowed') return 'modal';
      return handheld ? 'redirect' : 'popup';
  }
}
