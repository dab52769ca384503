import {html, type TemplateResult} from 'lit';
import type {CheckoutStore, OrderCard, OrderCardHost} from '../order-card/order-card.ts';
import {asCheckoutError, type CheckoutError} from '../../core/error.ts';
import type {Phase} from '../../core/state.ts';
import {contentOrEmpty} from '../views/empty.ts';
import {loadFailedView, skeletonView} from '../views/skeleton.ts';
import {orderCardModule} from '../controller/lazy-modules.ts';

/** How long nothing is drawn before the skeleton appears. */
const SKELETON_DELAY_MS = 100;

/** Loads download stage 2 and creates the order card. */
export class OrderCardLoader {
  #host: OrderCardHost & {readonly hostedUrl: string | null};
  #store: CheckoutStore;
  #orderCard: OrderCard | null = null;
  /** Why loading failed; null if it has not. */
  error: CheckoutError | null = null;
  /** Whether loading takes so long that a skeleton is drawn meanwhile. */
  isSlow = false;
  /** Resolves once the order card is drawn, or has failed to load. */
  done: Promise<void> = Promise.resolve();

  constructor(host: OrderCardHost & {readonly hostedUrl: string | null}, store: CheckoutStore) {
    this.#host = host;
    this.#store = store;
  }

  /** Null until it is loaded. */
  get orderCard(): OrderCard | null {
    return this.#orderCard;
  }

  /** The content of the element until the order card is loaded. */
  renderPlaceholder(phase: Phase, rows: number): TemplateResult {
    const {hostedUrl} = this.#host;
    if (this.error) return loadFailedView(this.error.code === 'internal_error', () => this.#host.reload(), hostedUrl);
    if (phase === 'idle') return html`<slot></slot>`;
    return contentOrEmpty(this.isSlow ? skeletonView(rows, null) : null);
  }

  /** @throws {CheckoutError} `network`, `timeout` or `internal_error` */
  async load(): Promise<OrderCard> {
    const {OrderCard} = await orderCardModule.load();
    this.#orderCard ??= new OrderCard(this.#host, this.#store);
    return this.#orderCard;
  }

  /** Starts to load; {@link done} resolves at the end. */
  start(): void {
    this.done = this.#loadAndDraw();
  }

  async #loadAndDraw(): Promise<void> {
    this.error = null;
    this.isSlow = false;
    const timer = setTimeout(() => {
      this.isSlow = true;
      this.#host.requestUpdate();
    }, SKELETON_DELAY_MS);
    await this.load().catch((error: unknown) => (this.error = asCheckoutError(error)));
    clearTimeout(timer);
    // One task later, so that an order whose session has already loaded is drawn immediately, without a skeleton first.
    await new Promise((resolve) => setTimeout(resolve));
    this.#host.requestUpdate();
  }
}
