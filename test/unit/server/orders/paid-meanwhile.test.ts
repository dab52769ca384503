import {beforeEach, expect, it} from 'vitest';
import {memoryStore} from '../../../../src/server/stores/memory-store.ts';
import {createProvider, GROWN, RATE_LIMITED, startAccount, timed, useTestTime} from './account.ts';

beforeEach(useTestTime);

/** Whenever one call looks at the order's record, another ends the session first, and its customer pays at the last moment. */
it.each([1, 2, 3, 4])('a session that is ended by another call and paid is not replaced (look %i)', async (look) => {
  const store = memoryStore();
  const provider = createProvider();
  const other = startAccount({store}, provider);
  const id = await other.create();
  let looks = 0;
  const {create} = startAccount(
    {
      store: {
        ...store,
        async get(key) {
          looks += 1;
          if (looks === look) {
            provider.create.mockRejectedValueOnce(RATE_LIMITED);
            await expect(other.create(GROWN)).rejects.toBe(RATE_LIMITED);
            provider.pay(id);
          }
          return store.get(key);
        },
      },
    },
    provider,
  );
  expect((await timed(create(GROWN))).result).toBe(id);
  expect(looks).toBeGreaterThanOrEqual(look);
  expect(provider.open()).toEqual([]);
});
