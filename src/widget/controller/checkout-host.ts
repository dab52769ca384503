import type {ReactiveControllerHost} from 'lit';
import type {OrderCard} from '../order-card/order-card.ts';
import type {Mode} from '../../core/state.ts';
import type {CreateSession} from '../client/create-session.ts';
import type {TargetHost} from './session-resolver.ts';

/** The element, as far as its controller needs it. */
export interface CheckoutHost extends ReactiveControllerHost, HTMLElement, TargetHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly mode: Mode;
  readonly allowedHosts: string;
  readonly disabled: boolean;
  /** The session that the page contains as JSON; null if none. The same object until the JSON changes. */
  readonly inlineSession: unknown;
  readonly createSession: CreateSession | null;
  readonly allowEarlierAmount: boolean;
  /** Whether the page is about to be replaced by the hosted page: a dialog would vanish, a window be a second one. */
  readonly isLeaving: boolean;
  /** Null until it is loaded. */
  readonly orderCard: OrderCard | null;
  loadOrderCard(): Promise<OrderCard>;
  /** Restores the focus after a dialog was closed. */
  restoreFocus(): void;
}
