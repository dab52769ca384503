import type {CSSResult, TemplateResult} from 'lit';
import type {HandOver} from '../dom/payment-link.ts';

/** Why a way onto the hosted page was refused. */
export type RefusalReason = 'popup_blocked' | 'no_click' | 'csp' | 'frame_timeout';

/** What a surface hands to the view that is drawn in it. */
type SurfaceParts =
  /** The hosted page in a frame, below what is drawn. */
  | {kind: 'frame'; reopen: Reopen}
  /** The place of that page, until it has come. */
  | {kind: 'loading'}
  /** The waiting room before a window, or before a link to one. */
  | {kind: 'room'; hasWindow: boolean; reopen: Reopen; handOver: HandOver}
  /** The hosted page as a code, in place. */
  | {kind: 'qr'; handOver: HandOver};

/** Opens the hosted page (again) in a window; the default of the click stays where none opens. */
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
