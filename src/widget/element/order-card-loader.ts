import type {Card, CardHost} from '../order-card/order-card.ts';
import type {CheckoutController} from '../controller/checkout-controller.ts';
import {withTheAnswer} from '../controller/lazy-modules.ts';

/** Milliseconds. */
const SLOW = 100;

/** Brings what draws the order. */
export class CardHolder {
  #host: CardHost;
  #controller: CheckoutController;
  #card: Card | null = null;
  /** Whether it did not arrive. */
  isLost = false;
  /** Whether it takes so long that bones are drawn in its place. */
  isSlow = false;
  /** Done when it is drawn, or will not come. */
  arriving: Promise<void> = Promise.resolve();

  constructor(host: CardHost, controller: CheckoutController) {
    this.#host = host;
    this.#controller = controller;
  }

  get card(): Card | null {
    return this.#card;
  }

  /** @throws {CheckoutError} `network` or `timeout` */
  async take(): Promise<Card> {
    const {Card} = await withTheAnswer.bring();
    this.#card ??= new Card(this.#host, this.#controller);
    return this.#card;
  }

  bring(): void {
    this.arriving = this.#bring();
  }

  async #bring(): Promise<void> {
    this.isLost = this.isSlow = false;
    const timer = setTimeout(() => {
      this.isSlow = true;
      this.#host.requestUpdate();
    }, SLOW);
    await this.take().catch(() => (this.isLost = true));
    clearTimeout(timer);
    // A task later: where the answer is there as well, the order has been drawn, and not the room for it once more.
    await new Promise((resolve) => setTimeout(resolve));
    this.#host.requestUpdate();
  }
}
