/** What the sandbox takes from Node, as far as a service worker needs it. */

/** `node:events`: in a browser nobody counts listeners. */
export function setMaxListeners(): void {}

/** `node:timers/promises` */
export function setTimeout<T>(delay: number, value?: T, {signal}: {signal?: AbortSignal} = {}): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = globalThis.setTimeout(resolve, delay, value);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

export function setImmediate(): Promise<unknown> {
  return setTimeout(0);
}

/** `node:crypto`: the sandbox makes a card's fingerprint with it. It has to be the same for the same card, no more. */
export function createHash(): {update(text: string): {digest(): string}} {
  return {
    update: (text) => ({
      digest: () =>
        Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16))
          .join('')
          .padEnd(32, '0'),
    }),
  };
}

/** Webhooks are signed with it: nobody receives any here. */
export function createHmac(): never {
  throw new Error('There are no webhooks without a server.');
}
