import type {ReactiveControllerHost} from 'lit';
import type {Card} from '../order-card/order-card.ts';
import type {Mode} from '../../core/state.ts';
import type {CreateSession} from '../order-card/session-creator.ts';
import type {Naming} from './session-resolver.ts';

/** The element, as its controller sees it. */
export interface CheckoutHost extends ReactiveControllerHost, HTMLElement, Naming {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly mode: Mode;
  readonly allowedHosts: string;
  readonly disabled: boolean;
  /** The session that stands in the page, as JSON: the very same until another does; null where none does. */
  readonly given: unknown;
  readonly createSession: CreateSession | null;
  /** What draws the order; null where it has not arrived. */
  readonly card: Card | null;
  takeCard(): Promise<Card>;
  /** A dialog is shut: the focus must not be lost. */
  keepFocus(): void;
}
