import {memoryStore} from './memory-store.ts';
import type {Store} from './store.ts';

interface Shared {
  stores: Map<string, Store>;
  hasWarned: boolean;
}

const SHARED = Symbol.for('monime-checkout.stores');

/**
 * Returns this process's memory store of that name, the default of `createCheckout`. Frameworks such as Next.js load a
 * shop's modules several times; all copies get the same store. It lives as long as the process does.
 *
 * Its first write warns on the console if `NODE_ENV` is `production`, once in a process.
 */
export function processStore(name: string): Store {
  const scope: typeof globalThis & {[SHARED]?: Shared} = globalThis;
  const shared = (scope[SHARED] ??= {stores: new Map(), hasWarned: false});
  const known = shared.stores.get(name);
  if (known) return known;
  const store = withWarning(memoryStore(), shared);
  shared.stores.set(name, store);
  return store;
}

function withWarning(store: Store, shared: Shared): Store {
  return {
    ...store,
    put(key, value, options) {
      if (!shared.hasWarned && isProduction()) {
        shared.hasWarned = true;
        console.warn(
          'monime-checkout: orders are only in memory, so a paid order can be paid again after a restart. ' +
            'Pass createCheckout a `store`: see monime-checkout/docs/server.md.',
        );
      }
      return store.put(key, value, options);
    },
  };
}

/** Edge runtimes may have no `process`. */
function isProduction(): boolean {
  return typeof process !== 'undefined' && process.env['NODE_ENV'] === 'production';
}
