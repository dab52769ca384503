// @vitest-environment happy-dom
import * as fc from 'fast-check';
import {beforeEach, describe, expect, it, onTestFinished, vi} from 'vitest';
import {
  deleteRecord,
  readRecordedId,
  saveRecord,
  wasStartedHere,
} from '../../../../src/widget/outcome/payment-record.ts';

const HOUR = 3_600_000;
const RECORD_KEY = 'monime-checkout';
const STARTED_KEY = 'monime-checkout/started';

beforeEach(() => {
  sessionStorage.clear();
  localStorage.clear();
  vi.useFakeTimers({toFake: ['Date'], now: Date.UTC(2026, 10, 26)});
  onTestFinished(() => void vi.useRealTimers());
});

const start = (id: string) => saveRecord({id, mode: 'popup'});

/** Another tab of the same browser. */
function openTab(): void {
  sessionStorage.clear();
}

describe('a payment that was started', () => {
  it('is known after a reload of this tab, and in other tabs', () => {
    start('scs-1');
    expect(readRecordedId()).toBe('scs-1');
    expect(wasStartedHere('scs-1')).toBe(true);
    expect(wasStartedHere('scs-2')).toBe(false);
    openTab();
    expect(readRecordedId()).toBeNull();
    expect(wasStartedHere('scs-1')).toBe(true);
  });

  it('is known in its own tab although no other tab may know it', () => {
    start('scs-1');
    localStorage.clear();
    expect(wasStartedHere('scs-1')).toBe(true);
    expect(wasStartedHere('scs-2')).toBe(false);
  });

  it('is forgotten after an hour', () => {
    start('scs-1');
    vi.advanceTimersByTime(HOUR - 1);
    expect([readRecordedId(), wasStartedHere('scs-1')]).toEqual(['scs-1', true]);
    vi.advanceTimersByTime(1);
    expect([readRecordedId(), wasStartedHere('scs-1')]).toEqual([null, false]);
  });

  it('counts from its last start', () => {
    start('scs-1');
    vi.advanceTimersByTime(HOUR - 1);
    start('scs-1');
    vi.advanceTimersByTime(HOUR - 1);
    openTab();
    expect(wasStartedHere('scs-1')).toBe(true);
    expect(JSON.parse(localStorage.getItem(STARTED_KEY) ?? '')).toHaveLength(1);
  });

  it('is stored with no more than its id, its surface and the time', () => {
    start('scs-1');
    expect(JSON.parse(sessionStorage.getItem(RECORD_KEY) ?? '')).toEqual({
      id: 'scs-1',
      mode: 'popup',
      time: Date.now(),
    });
    expect(JSON.parse(localStorage.getItem(STARTED_KEY) ?? '')).toEqual([{id: 'scs-1', time: Date.now()}]);
  });
});

it('remembers the last twenty payments of a customer who starts many', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(), {minLength: 1, maxLength: 30, size: 'max'}), (numbers) => {
      localStorage.clear();
      const ids = numbers.map((number) => `scs-${number}`);
      for (const id of ids) start(id);
      openTab();
      expect(ids.filter(wasStartedHere)).toEqual(ids.slice(-20));
    }),
  );
});

describe('a payment that is over', () => {
  it('is forgotten in all tabs, and no other payment is', () => {
    for (const id of ['scs-1', 'scs-2', 'scs-3']) start(id);
    deleteRecord('scs-2');
    expect(['scs-1', 'scs-2', 'scs-3'].filter(wasStartedHere)).toEqual(['scs-1', 'scs-3']);
    expect(readRecordedId()).toBe('scs-3');
    deleteRecord('scs-3');
    expect(readRecordedId()).toBeNull();
    expect(sessionStorage.getItem(RECORD_KEY)).toBeNull();
  });

  it('leaves nothing behind in the browser', () => {
    start('scs-1');
    deleteRecord('scs-1');
    expect([sessionStorage.length, localStorage.length]).toEqual([0, 0]);
    deleteRecord('scs-1');
    expect([sessionStorage.length, localStorage.length]).toEqual([0, 0]);
  });
});

describe('what others have stored under the same name', () => {
  const now = Date.UTC(2026, 10, 26);
  const unknown = [
    'no JSON',
    'null',
    '7',
    '"scs-1"',
    '{}',
    '{"id": "scs-1"}',
    `{"time": ${now}}`,
    `{"id": 1, "time": ${now}}`,
    `{"id": "scs-1", "time": "${now}"}`,
    `{"id": "scs-1", "time": ["${now}"]}`,
    `{"id": "scs-1", "time": null}`,
    `{"id": "scs-1", "time": ${now + 1}}`,
    `{"id": "scs-1", "time": ${now - HOUR}}`,
  ];

  it.each(unknown)('is no payment of this customer: %s', (text) => {
    sessionStorage.setItem(RECORD_KEY, text);
    localStorage.setItem(STARTED_KEY, `[${text}]`);
    expect(readRecordedId()).toBeNull();
    for (const id of ['scs-1', '1']) expect(wasStartedHere(id)).toBe(false);
    localStorage.setItem(STARTED_KEY, text);
    expect(wasStartedHere('scs-1')).toBe(false);
    start('scs-2');
    expect([readRecordedId(), wasStartedHere('scs-2')]).toEqual(['scs-2', true]);
  });

  it('is kept if it is a payment', () => {
    localStorage.setItem(STARTED_KEY, JSON.stringify([7, {id: 'scs-1', time: now}]));
    start('scs-2');
    expect(['scs-1', 'scs-2'].filter(wasStartedHere)).toEqual(['scs-1', 'scs-2']);
  });
});

describe('a browser whose storage is disabled', () => {
  beforeEach(() => {
    const refuse = () => {
      throw new DOMException('Denied', 'SecurityError');
    };
    for (const name of ['sessionStorage', 'localStorage'])
      vi.stubGlobal(name, {getItem: refuse, setItem: refuse, removeItem: refuse});
    onTestFinished(() => void vi.unstubAllGlobals());
  });

  it('lets the customer pay all the same', () => {
    start('scs-1');
    expect([readRecordedId(), wasStartedHere('scs-1')]).toEqual([null, false]);
    deleteRecord('scs-1');
  });
});
