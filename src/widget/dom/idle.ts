/** Upper bound for the wait, because background tabs have no idle periods. */
const IDLE_TIMEOUT_MS = 1000;

/** Resolves when the browser is idle, after one second at the latest. */
export function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), {timeout: IDLE_TIMEOUT_MS});
    else setTimeout(resolve);
  });
}
