import type {OrderCard} from '../order-card/order-card.ts';

interface ServedHost extends Element {
  readonly sessionId: string | null;
}

/** The card that a server has rendered in the shadow root, until the element draws the order in its place. */
export class ServedCard {
  /** Empty once it is replaced, or if there was none. */
  nodes: readonly ChildNode[];
  #host: ServedHost;
  #sessionId: string | null;

  constructor(host: ServedHost) {
    this.#host = host;
    this.#sessionId = host.sessionId;
    this.nodes = [...(host.shadowRoot?.childNodes ?? [])];
  }

  /** Whether it is still the right one to show. */
  isShown(orderCard: OrderCard | null): boolean {
    if (this.nodes.length === 0 || this.#host.sessionId !== this.#sessionId) return false;
    return !orderCard?.canTakeOver;
  }

  /** Removes it, once the element has drawn its own. */
  remove(orderCard: OrderCard | null): void {
    orderCard?.takeOver();
    for (const node of this.nodes) node.remove();
    this.nodes = [];
  }
}
