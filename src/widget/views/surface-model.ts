import type {State} from '../../core/state.ts';
import type {Language} from '../locales/language.ts';
import type {PaymentLinkState} from './link-and-code.ts';

/** The checkout, as the views of an open surface need it. */
export interface SurfaceViewModel {
  state: State;
  language: Language;
  /** The hosted page's URL; null while the session is being created. */
  url: string | null;
  /** Milliseconds until the session expires, by the server's clock; null if unknown. */
  timeLeft: number | null;
  dismiss(): void;
  nudge(): void;
}

/** What the open surface contributes to its view. */
export type SurfaceViewParts =
  /** The hosted page in a frame, below the view. */
  | {kind: 'frame'; reopen: Reopen}
  /** A placeholder until the hosted page has loaded. */
  | {kind: 'loading'}
  /** The waiting room in front of a window, or of a link to one. */
  | {kind: 'room'; hasWindow: boolean; reopen: Reopen; paymentLink: ExpandablePaymentLink}
  /** The hosted page as a QR code in the page. */
  | {kind: 'qr'; paymentLink: ExpandablePaymentLink};

/** Click listener that opens the hosted page (again) in a window; the click's default stays if none opens. */
type Reopen = (event: Event) => void;

/** A link whose QR code the customer can show and hide. */
export interface ExpandablePaymentLink extends PaymentLinkState {
  showCode(url: string): void;
  hideCode(): void;
}
