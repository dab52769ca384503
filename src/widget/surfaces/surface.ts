import type {CSSResult, TemplateResult} from 'lit';
import type {RefusalReason} from '../../core/state.ts';
import type {PaymentLink} from '../dom/payment-link.ts';

/** What a surface contributes to the view that is drawn in it. */
type SurfaceParts =
  /** The hosted page in a frame, below the view. */
  | {kind: 'frame'; reopen: Reopen}
  /** A placeholder until the hosted page has loaded. */
  | {kind: 'loading'}
  /** The waiting room in front of a window, or of a link to one. */
  | {kind: 'room'; hasWindow: boolean; reopen: Reopen; paymentLink: PaymentLink}
  /** The hosted page as a QR code in the page. */
  | {kind: 'qr'; paymentLink: PaymentLink};

/** Click listener that opens the hosted page (again) in a window; the click's default stays if none opens. */
type Reopen = (event: Event) => void;

/** What an open surface is drawn from; made anew for each state. */
export interface SurfaceModel {
  /** The hosted page; null while a late session is being made. */
  url: string | null;
  /** Accessible name. */
  label: string;
  frameTitle: string;
  /** BCP 47 tag of the texts. */
  lang: string;
  /** Custom properties that are drawn with; what the stylesheet says where they are left out. */
  branding: Readonly<Record<string, string | null>>;
  /** Whether Escape and stray clicks leave it open: a payment is being confirmed. */
  held: boolean;
  view(parts: SurfaceParts): TemplateResult;
}

/** The element's side of an open surface. */
export interface SurfaceOptions {
  /** The element that is being paid through: its look and, in place, its room are borrowed. */
  element: HTMLElement & {readonly renderRoot: HTMLElement | DocumentFragment};
  styles: readonly CSSResult[];
  /** Custom properties that the merchant may have set on the element. */
  properties: readonly string[];
  /** The hosted page cannot be shown this way. */
  onRefused(reason: RefusalReason): void;
  /** Something happened that the provider may know more about. */
  onNudge(): void;
  /** The customer asks to close. */
  onDismiss(): void;
  /** The surface is gone, whatever anybody wanted. */
  onGone(): void;
  /** Shuts the surface; there is no other way. */
  signal: AbortSignal;
}

/** What shows the hosted page in one mode. */
export interface Surface {
  /** The window that shows the hosted page: its messages are listened to. Null where it is out of our hands. */
  readonly window: Window | null;
  /** Draws the state; sends the hosted page to its place as soon as there is one. */
  draw(model: SurfaceModel): void;
}
