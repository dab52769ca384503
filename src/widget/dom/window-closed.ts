/** Milliseconds between two looks at whether a window is still there: browsers send no event. */
const LOOK = 500;

/**
 * Calls back once when the window seems to be closed. A hint: under a `Cross-Origin-Opener-Policy` it is true
 * while the customer is still paying.
 */
export function onceClosed(window: Window, callback: () => void, signal: AbortSignal): void {
  const timer = setInterval(() => {
    if (!window.closed) return;
    clearInterval(timer);
    callback();
  }, LOOK);
  signal.addEventListener('abort', () => clearInterval(timer), {once: true});
}
