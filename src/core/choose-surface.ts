import type {Framing} from './session.ts';
import type {Mode, SurfaceName} from './state.ts';

/** What the device and the moment allow. */
export interface Circumstances {
  framing: Framing;
  /** A touch screen or an in-app browser: windows are a nuisance or a trap there. */
  handheld: boolean;
}

/** The surface for a mode: the table "Ways onto the hosted page" of the docs. */
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
