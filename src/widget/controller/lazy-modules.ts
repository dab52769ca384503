import {asCheckoutError} from '../../core/error.ts';
import {limit} from '../../core/with-timeout.ts';

/** Milliseconds that a part of the widget may take to arrive: as long as an answer. */
export const PART_LIMIT = 10_000;

/** A part of the widget that comes later, once. */
class Part<Module extends object> {
  /** What has arrived; null before that. */
  here: Module | null = null;
  #load: () => Promise<Module>;
  #arriving: Promise<Module> | null = null;

  constructor(load: () => Promise<Module>) {
    this.#load = load;
  }

  /**
   * Fetches it; what did not arrive is asked for again.
   * @throws {CheckoutError} `network` or `timeout`
   */
  bring(): Promise<Module> {
    this.#arriving ??= this.#fetch();
    return this.#arriving;
  }

  async #fetch(): Promise<Module> {
    try {
      this.here = await limit(this.#load(), PART_LIMIT, 'A part of the widget did not arrive in time.');
      return this.here;
    } catch (error) {
      this.#arriving = null;
      throw asCheckoutError(error);
    }
  }
}

/** What nobody needs before there is an answer to draw: it is fetched beside it. */
export const withTheAnswer = new Part(() => import('../order-card/index.ts'));

/** What nobody needs before there is something to pay or to watch. */
export const presentation = new Part(() => import('../flow/index.ts'));

/** What only the browser of an app needs. */
export const inApp = new Part(() => import('../order-card/in-app-notice.ts'));

/** Milliseconds after which the browser has had time enough: one that shows another tab finds none by itself. */
const PATIENCE = 1000;

/** When the browser has nothing better to do. */
export function idleTime(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), {timeout: PATIENCE});
    else setTimeout(resolve);
  });
}
