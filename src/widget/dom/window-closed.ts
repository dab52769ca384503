/** Polled, because browsers fire no event when another window closes. */
const POLL_INTERVAL_MS = 500;

/**
 * Calls back once when the window appears closed. Only a hint: a `Cross-Origin-Opener-Policy` makes `closed` true while
 * the customer is still paying.
 */
export function onceClosed(window: Window, callback: () => void, signal: AbortSignal): void {
  const timer = setInterval(() => {
    if (!window.closed) return;
    clearInterval(timer);
    callback();
  }, POLL_INTERVAL_MS);
  signal.addEventListener('abort', () => clearInterval(timer), {once: true});
}
