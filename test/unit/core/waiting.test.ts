import fc from 'fast-check';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {pause} from '../../../src/core/pause.ts';
import {parseRetryAfter} from '../../../src/core/retry-after.ts';
import {withTimeout} from '../../../src/core/with-timeout.ts';

const NOW = Date.parse('2027-01-15T08:00:00Z');
beforeEach(() => void vi.useFakeTimers({now: NOW}));
afterEach(() => void vi.useRealTimers());

/** Whether a promise is settled before anything else happens. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  const note = () => void (settled = true);
  promise.then(note, note);
  await vi.advanceTimersByTimeAsync(0);
  return settled;
}

describe('pause', () => {
  it('lasts as long as it is asked to', async () => {
    const paused = pause(1000);
    await vi.advanceTimersByTimeAsync(999);
    expect(await isSettled(paused)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await isSettled(paused)).toBe(true);
  });

  it.each([0, -1])('of %i ms sets no timer', async (milliseconds) => {
    expect(await isSettled(pause(milliseconds))).toBe(true);
    void pause(milliseconds);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends when it is aborted, and leaves no timer behind that would keep a server alive', async () => {
    const controller = new AbortController();
    const paused = pause(60_000, controller.signal);
    expect(await isSettled(paused)).toBe(false);
    controller.abort();
    expect(vi.getTimerCount()).toBe(0);
    expect(await isSettled(paused)).toBe(true);
  });

  it('does not begin after it was aborted', async () => {
    const paused = pause(60_000, AbortSignal.abort());
    expect(vi.getTimerCount()).toBe(0);
    expect(await isSettled(paused)).toBe(true);
  });
});

describe('withTimeout', () => {
  const never = new Promise<string>(() => {});

  it('returns what is there in time, or throws it, and leaves no timer behind', async () => {
    await expect(withTimeout(Promise.resolve('paid'), 1000, 'late')).resolves.toBe('paid');
    await expect(withTimeout(Promise.reject(new TypeError('no')), 1000, 'late')).rejects.toThrow(TypeError);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('throws a timeout with the message, and not before its time', async () => {
    const work = withTimeout(never, 1000, 'The hook is late.').catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await work).toMatchObject({name: 'CheckoutError', code: 'timeout', message: 'The hook is late.'});
  });

  it('returns what is to be used instead', async () => {
    const result = withTimeout(never, 1000, () => 'in its place');
    await vi.advanceTimersByTimeAsync(1000);
    await expect(result).resolves.toBe('in its place');
  });
});

describe('Retry-After', () => {
  const read = (value: string) => parseRetryAfter(new Headers({'Retry-After': value}));

  it('in seconds is read for any number of them', () => {
    fc.assert(
      fc.property(fc.nat(), (seconds) => {
        expect(read(String(seconds))).toBe(seconds * 1000);
      }),
    );
  });

  it('as a date is the time until then, and none after it', () => {
    fc.assert(
      fc.property(fc.integer({min: -1e6, max: 1e6}), (seconds) => {
        const date = new Date(NOW + seconds * 1000);
        const wait = Math.max(seconds, 0) * 1000;
        expect(read(date.toUTCString())).toBe(wait);
        // Not in the standard, but sent.
        expect(read(date.toISOString())).toBe(wait);
      }),
    );
  });

  it('as a date in the form of asctime, which ends in a number, is a time as well', () => {
    expect(read('Sat Jan 16 08:00:00 2027')).toBeGreaterThan(0);
  });

  it.each(['soon', '', '10 seconds', '-x'])('of %j says nothing', (value) => {
    expect(read(value)).toBeNull();
  });

  it('that is missing says nothing', () => {
    expect(parseRetryAfter(new Headers())).toBeNull();
  });
});
