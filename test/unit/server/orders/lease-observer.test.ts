import {expect, it, onTestFinished, vi} from 'vitest';
import {LeaseObserver} from '../../../../src/server/orders/lease-observer.ts';
import {leaseOf} from '../../../../src/server/orders/lease.ts';
import {MINUTE, NOW, SECOND} from './records.ts';

it('counts how long a process has held its lease, by this process’s own clock', () => {
  vi.useFakeTimers({toFake: ['performance']});
  onTestFinished(() => void vi.useRealTimers());
  vi.advanceTimersByTime(MINUTE);
  const leases = new LeaseObserver();
  const held = {by: 'other', at: NOW};
  expect(leases.watch(null)).toBeNull();
  expect(leases.watch(held)).toEqual({lease: leaseOf(held), heldFor: 0});
  vi.advanceTimersByTime(10 * SECOND);
  expect(leases.watch(held)).toEqual({lease: leaseOf(held), heldFor: 10 * SECOND});
  // The same process has taken it again.
  expect(leases.watch({...held, at: NOW + 1})?.heldFor).toBe(0);
  vi.advanceTimersByTime(25 * SECOND);
  expect(leases.watch(held)?.heldFor).toBe(35 * SECOND);
});
