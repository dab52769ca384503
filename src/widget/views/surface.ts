import type {TemplateResult} from 'lit';
import type {State} from '../../core/state.ts';
import type {HandOverState} from './link-and-code.ts';
import {codeRoomView, frameView, loadingView, roomView} from './waiting-room.ts';
import type {Language} from '../locales/language.ts';

export interface SurfaceViewModel {
  state: State;
  language: Language;
  /** The hosted page. */
  url: string | null;
  /** Milliseconds until the session expires, by the server's clock. */
  timeLeft: number | null;
  dismiss(): void;
  nudge(): void;
}

/** What the open surface has to be drawn with. */
export type Parts =
  | {kind: 'frame'; reopen(event: Event): void}
  | {kind: 'loading'}
  | {kind: 'room'; hasWindow: boolean; reopen(event: Event): void; handOver: RoomHandOver}
  | {kind: 'qr'; handOver: RoomHandOver};

export interface RoomHandOver extends HandOverState {
  showCode(url: string): void;
  hideCode(): void;
}

/** What stands in an open surface. */
export function surfaceView(parts: Parts, model: SurfaceViewModel): TemplateResult {
  switch (parts.kind) {
    case 'frame':
      return frameView(parts, model);
    case 'loading':
      return loadingView(model);
    case 'room':
      return roomView(parts, model);
    case 'qr':
      return codeRoomView(parts, model);
  }
}
