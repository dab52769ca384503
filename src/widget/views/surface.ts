import type {TemplateResult} from 'lit';
import type {SurfaceViewParts, SurfaceViewModel} from './surface-model.ts';
import {qrView, frameView, loadingView, waitingRoomView} from './waiting-room.ts';

/** The content of an open surface. */
export function surfaceView(parts: SurfaceViewParts, model: SurfaceViewModel): TemplateResult {
  switch (parts.kind) {
    case 'frame':
      return frameView(parts, model);
    case 'loading':
      return loadingView(model);
    case 'room':
      return waitingRoomView(parts, model);
    case 'qr':
      return qrView(parts, model);
  }
}
