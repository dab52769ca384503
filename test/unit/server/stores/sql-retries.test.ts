import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {sqlStore} from '../../../../src/server/stores/sql.ts';
import {isDuplicateKey, isTransient} from '../../../../src/server/stores/sql-errors.ts';

const NEW = {version: null, due: null, nonce: 'n-1'};
const BUSY = {code: 'SQLITE_BUSY'};

describe('A statement that the database gives up on again and again', () => {
  beforeEach(() => void vi.useFakeTimers({toFake: ['performance', 'setTimeout']}));
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  /** Runs it on a database that is always busy. Returns how often it ran, and for how long. */
  async function run(use: (store: ReturnType<typeof sqlStore>) => Promise<unknown>) {
    const query = vi.fn<() => never>(() => {
      throw BUSY;
    });
    const start = performance.now();
    const result = Promise.allSettled([use(sqlStore({dialect: 'sqlite', query}))]);
    await vi.runAllTimersAsync();
    return {result: (await result)[0], times: query.mock.calls.length, milliseconds: performance.now() - start};
  }

  it.each([0, 0.5, 0.999])('ends within two seconds, after fewer than ten times (%d)', async (random) => {
    vi.spyOn(Math, 'random').mockReturnValue(random);
    const {result, times, milliseconds} = await run((store) => store.put('o:1', 'x', NEW));
    expect(result).toEqual({status: 'fulfilled', value: false});
    expect(times).toBeGreaterThan(5);
    expect(times).toBeLessThan(10);
    expect(milliseconds).toBeLessThanOrEqual(2000);
    // The pauses are what makes others finish meanwhile.
    expect(milliseconds).toBeGreaterThanOrEqual(1000 * random);
  });

  it('rejects if it reads', async () => {
    expect((await run((store) => store.get('o:1'))).result).toEqual({status: 'rejected', reason: BUSY});
  });
});

/** The error as query builders pass it on. */
function wrapped(error: unknown, times: number): unknown {
  return times === 0 ? error : wrapped({cause: error}, times - 1);
}

describe('The reason of an error', () => {
  it('is found within four others, and not much deeper', () => {
    for (const depth of [0, 1, 2, 3, 4]) {
      expect(isTransient(wrapped({code: '40001'}, depth))).toBe(true);
      expect(isDuplicateKey(wrapped({code: '23505'}, depth))).toBe(true);
    }
    expect(isTransient(wrapped({code: '40001'}, 5))).toBe(false);
  });

  it('is not looked for forever in an error that is its own cause', () => {
    const error: {cause?: unknown} = {};
    error.cause = error;
    expect(isTransient(error)).toBe(false);
  });

  it.each([null, undefined, 'SQLITE_BUSY', 5, {cause: null}, {cause: 'SQLITE_BUSY'}, {errcode: '5'}, {errcode: null}])(
    'is not known if the error is %j',
    (error) => {
      expect(isTransient(error)).toBe(false);
      expect(isDuplicateKey(error)).toBe(false);
    },
  );

  it.each([
    [{errcode: 5}, true, false],
    [{errcode: 6}, true, false],
    [{errcode: 517}, true, false],
    [{errcode: 262}, true, false],
    [{errcode: 1555}, false, true],
    [{errcode: 2067}, false, true],
    [{errcode: 19}, false, false],
    [{errcode: 787}, false, false],
    [{sqlState: '40001'}, true, false],
    [{errno: 1205}, true, false],
    [{errno: 1062}, false, true],
  ])('is known by its number: %j', (error, transient, duplicate) => {
    expect([isTransient(error), isDuplicateKey(error)]).toEqual([transient, duplicate]);
  });
});
