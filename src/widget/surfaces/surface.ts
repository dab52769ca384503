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

/** What an open surface is drawn from; created again for each state. */
export interface SurfaceModel {
  /** The hosted page's URL; null while the session is being created. */
  url: string | null;
  /** Accessible name of the dialog. */
  label: string;
  frameTitle: string;
  /** BCP 47 tag of the texts. */
  lang: string;
  /** Custom properties of the branding; null, or a missing one, leaves the default of the stylesheet. */
  branding: Readonly<Record<string, string | null>>;
  /** Whether close requests (Escape, a back gesture) are ignored, because a payment is being confirmed. */
  isLocked: boolean;
  view(parts: SurfaceParts): TemplateResult;
}

/** The element's side of an open surface. */
export interface SurfaceOptions {
  /** The element: provides the theme and, for modes inside of it, the container. */
  element: HTMLElement & {readonly renderRoot: HTMLElement | DocumentFragment};
  styles: readonly CSSResult[];
  /** Public custom properties, to be copied from the element. */
  properties: readonly string[];
  /** Called if the hosted page cannot be shown this way. */
  onRefused(reason: RefusalReason): void;
  /** Called if something happened that may have changed the session, as a reason to poll. */
  onNudge(): void;
  /** Called when the customer asks to close. */
  onDismiss(): void;
  /** Called when the surface has closed, for whatever reason. */
  onClosed(): void;
  /** Closes the surface; the only way to do so. */
  signal: AbortSignal;
}

/** An open surface. */
export interface Surface {
  /** The window that shows the hosted page, whose messages count as hints; null without a reference to one. */
  readonly window: Window | null;
  /** Renders the state; loads the hosted page once its URL is known. */
  draw(model: SurfaceModel): void;
}
