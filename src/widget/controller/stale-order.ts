import type {CheckoutSession} from '../../core/session.ts';
import {whenIdle} from '../dom/idle.ts';

/** Age from which a session in the page is stale, and time after a history navigation in which it may be. */
const STALE_AFTER_MS = 30_000;

const callbacks = new Set<() => void>();

function onPageShow({persisted}: PageTransitionEvent): void {
  if (persisted) for (const callback of callbacks) callback();
}

/** Calls back when the back/forward cache restores the page. All elements share one listener. */
export function onPageRestored(callback: () => void, signal: AbortSignal): void {
  addEventListener('pageshow', onPageShow);
  callbacks.add(callback);
  const stop = () => {
    callbacks.delete(callback);
    if (callbacks.size === 0) globalThis.removeEventListener?.('pageshow', onPageShow);
  };
  signal.addEventListener('abort', stop, {once: true});
}

let idle: Promise<unknown> | null = null;

/** Resolves when the browser is idle: at once for all elements that wait, so that they share one request. */
export function whenAllIdle(): Promise<unknown> {
  idle ??= whenIdle().finally(() => (idle = null));
  return idle;
}

/** Whether the page came from the history, so that its HTML may be as old as the visit before. */
function isFromHistory(): boolean {
  const [entry] = performance.getEntriesByType?.('navigation') ?? [];
  return entry !== undefined && 'type' in entry && entry.type === 'back_forward' && performance.now() < STALE_AFTER_MS;
}

/** Whether a session that the page contains as JSON may have been paid since. */
export function isStale({serverTime}: CheckoutSession): boolean {
  const age = serverTime === null ? 0 : Date.now() - Date.parse(serverTime);
  // A time in the future means that the customer's clock is wrong.
  return Math.abs(age) > STALE_AFTER_MS || isFromHistory();
}
