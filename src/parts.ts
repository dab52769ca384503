import {asCheckoutError} from './core/error.ts';
import {limit} from './core/limit.ts';

/** Milliseconds that a part of the widget may take to arrive: as long as an answer. */
export const PART_LIMIT = 10_000;

/**
 * Fetches a part of the widget once; what did not arrive is asked for again.
 * @returns rejects with a {@link CheckoutError}: `network` or `timeout`
 */
function part<Part>(bring: () => Promise<Part>): () => Promise<Part> {
  let arriving: Promise<Part> | null = null;
  return () => {
    arriving ??= limit(bring(), PART_LIMIT, 'A part of the widget did not arrive in time.').catch((error: unknown) => {
      arriving = null;
      throw asCheckoutError(error);
    });
    return arriving;
  };
}

/** What nobody needs before there is an answer to draw: it is fetched beside it. */
export const withTheAnswer = part(() => import('./with-the-answer.ts'));

/** What nobody needs before there is something to pay or to watch. */
export const presentation = part(() => import('./presentation.ts'));

/** What only the browser of an app needs. */
export const inApp = part(() => import('./in-app.ts'));

/** Milliseconds after which the browser has had time enough: one that shows another tab finds none by itself. */
const PATIENCE = 1000;

/** When the browser has nothing better to do. */
export function idleTime(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), {timeout: PATIENCE});
    else setTimeout(resolve);
  });
}
