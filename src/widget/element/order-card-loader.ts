import type {CheckoutStore, OrderCard, OrderCardHost} from '../order-card/order-card.ts';
import {orderCardModule} from '../controller/lazy-modules.ts';

/** How long nothing is drawn before the skeleton appears. */
const SKELETON_DELAY_MS = 100;

/** Loads download stage 2 and creates the order card. */
export class OrderCardLoader {
  #host: OrderCardHost;
  #store: CheckoutStore;
  #orderCard: OrderCard | null = null;
  /** Whether loading failed. */
  hasFailed = false;
  /** Whether loading takes so long that a skeleton is drawn meanwhile. */
  isSlow = false;
  /** Resolves once the order card is drawn, or has failed to load. */
  done: Promise<void> = Promise.resolve();

  constructor(host: OrderCardHost, store: CheckoutStore) {
    this.#host = host;
    this.#store = store;
  }

  /** Null until it is loaded. */
  get orderCard(): OrderCard | null {
    return this.#orderCard;
  }

  /** @throws {CheckoutError} `network` or `timeout` */
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
    this.hasFailed = this.isSlow = false;
    const timer = setTimeout(() => {
      this.isSlow = true;
      this.#host.requestUpdate();
    }, SKELETON_DELAY_MS);
    await this.load().catch(() => (this.hasFailed = true));
    clearTimeout(timer);
    // One task later, so that an order whose session has already loaded is drawn immediately, without a skeleton first.
    await new Promise((resolve) => setTimeout(resolve));
    this.#host.requestUpdate();
  }
}
