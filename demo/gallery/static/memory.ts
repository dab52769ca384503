import type {Store} from 'monime-checkout/server';
import * as z from 'zod/mini';

const Row = z.object({value: z.string(), version: z.string(), due: z.nullable(z.number())});

/** An order store in a map that is saved as a whole, shared by several server halves. */
export function mapStore(memory: Map<string, string>, owner: string): Store {
  const prefix = `${owner} `;
  const read = (key: string) => {
    const text = memory.get(prefix + key);
    return text === undefined ? null : z.parse(Row, JSON.parse(text));
  };
  return {
    get: async (key) => read(key),
    async put(key, value, {version, due, nonce}) {
      if ((read(key)?.version ?? null) !== version) return false;
      memory.set(prefix + key, JSON.stringify({value, version: nonce, due}));
      return true;
    },
    async due(now, limit) {
      return [...memory.keys()]
        .filter((key) => key.startsWith(prefix))
        .map((key) => key.slice(prefix.length))
        .map((key) => [key, read(key)?.due ?? Number.POSITIVE_INFINITY] as const)
        .filter(([, due]) => due <= now)
        .toSorted(([, a], [, b]) => a - b)
        .slice(0, limit)
        .map(([key]) => key);
    },
  };
}
