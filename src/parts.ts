import type * as InApp from './in-app.ts';
import {asCheckoutError} from './core/error.ts';
import {limit} from './core/limit.ts';
import type * as Presentation from './presentation.ts';
import type * as WithTheAnswer from './with-the-answer.ts';

/** Milliseconds that a part of the widget may take to arrive: as long as an answer. */
export const PART_LIMIT = 10_000;

/**
 * Waits for a part of the widget that is fetched apart.
 * @throws {CheckoutError} `network` or `timeout`
 */
async function arrival<Part>(arriving: Promise<Part>): Promise<Part> {
  try {
    return await limit(arriving, PART_LIMIT, 'A part of the widget did not arrive in time.');
  } catch (error) {
    throw asCheckoutError(error);
  }
}

/** What nobody needs before there is an answer to draw: it is fetched beside it. */
export function withTheAnswer(): Promise<typeof WithTheAnswer> {
  return arrival(import('./with-the-answer.ts'));
}

/** What nobody needs before there is something to pay or to watch. */
export function presentation(): Promise<typeof Presentation> {
  return arrival(import('./presentation.ts'));
}

/** When the browser has nothing better to do. */
export function idleTime(): Promise<void> {
  const idle = 'requestIdleCallback' in globalThis ? requestIdleCallback : setTimeout;
  return new Promise((resolve) => void idle(() => resolve()));
}

/** What only the browser of an app needs. */
export function inApp(): Promise<typeof InApp> {
  return arrival(import('./in-app.ts'));
}
