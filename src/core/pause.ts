/**
 * Waits; returns early, without an error, when `signal` is aborted.
 * @param milliseconds how long to wait; 0 or less resolves immediately
 */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (milliseconds <= 0 || signal?.aborted) return resolve();
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => (clearTimeout(timer), resolve()));
  });
}
