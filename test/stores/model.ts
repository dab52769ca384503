import fc from 'fast-check';
import {expect} from 'vitest';
import type {Backend} from './backends.ts';

const KEYS = ['o:a', 'o:A', 'o:a ', 'w:a', 'c:x', 'o:a%_\\\'"'];

const key = fc.constantFrom(...KEYS);
const value = fc.string({unit: 'binary', maxLength: 40}).map((text) => text.replaceAll('\0', ''));
const due = fc.option(fc.integer({min: 0, max: 50}), {nil: null});
const step = fc.oneof(
  fc.record({do: fc.constant('get' as const), key}),
  fc.record({
    do: fc.constant('put' as const),
    key,
    value,
    due,
    version: fc.constantFrom('current' as const, 'none' as const, 'stale' as const),
  }),
  fc.record({do: fc.constant('due' as const), now: fc.integer({min: 0, max: 50}), limit: fc.integer({min: 1, max: 4})}),
  fc.record({do: fc.constant('remove' as const), key}),
);

interface Modelled {
  value: string;
  version: string;
  due: number | null;
  /** The version before this one. */
  stale: string | null;
}

/** Runs random steps on a store and on a map, and compares every answer. */
export async function behavesLikeModel({store, remove, clear}: Backend): Promise<void> {
  const runs = fc.asyncProperty(fc.array(step, {maxLength: 40}), async (steps) => {
    await clear();
    const model = new Map<string, Modelled>();
    let writes = 0;
    for (const step of steps) {
      if (step.do === 'get') {
        const found = model.get(step.key);
        expect(await store.get(step.key)).toEqual(found ? {value: found.value, version: found.version} : null);
      } else if (step.do === 'put') {
        const before = model.get(step.key);
        const current = before?.version ?? null;
        const version = {current, none: null, stale: before?.stale ?? 'n-0'}[step.version];
        const {value, due} = step;
        const nonce = `n-${++writes}`;
        expect(await store.put(step.key, value, {version, due, nonce})).toBe(version === current);
        if (version === current) model.set(step.key, {value, version: nonce, due, stale: current});
      } else if (step.do === 'remove') {
        if (!remove) continue;
        await remove(step.key);
        model.delete(step.key);
      } else {
        comparesDue(await store.due(step.now, step.limit), model, step);
      }
    }
  });
  await fc.assert(runs, {numRuns: 500});
}

/** Which of two that are due at the same time comes first is left open. */
function comparesDue(keys: string[], model: Map<string, Modelled>, {now, limit}: {now: number; limit: number}): void {
  const dueOf = (key: string) => model.get(key)?.due ?? null;
  const all = [...model.keys()].map(dueOf).filter((due): due is number => due !== null && due <= now);
  const expected = all.sort((a, b) => a - b).slice(0, limit);
  expect(keys.map(dueOf)).toEqual(expected);
  expect(new Set(keys).size).toBe(keys.length);
}
