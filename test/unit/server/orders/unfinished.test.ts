import {describe, expect, it} from 'vitest';
import {dueAt} from '../../../../src/server/orders/due.ts';
import {transition} from '../../../../src/server/orders/transition.ts';
import {MINUTE, NOW, RECORDS} from './records.ts';

describe('a create request whose outcome is unknown', () => {
  const sweepAt = (now: number) =>
    transition(RECORDS.making, {type: 'sweep', fresh: [], refused: [], abandonAfter: Number.POSITIVE_INFINITY, now});

  it('has a due time, so that a store that is short of room keeps it', () => {
    expect(dueAt(RECORDS.making)).toBeGreaterThan(NOW);
  });

  it('is kept while it may be repeated, and forgotten by reconcile once it is due', () => {
    const due = dueAt(RECORDS.making) ?? 0;
    expect(sweepAt(due - 1).record).toBe(RECORDS.making);
    expect(due - NOW).toBeGreaterThan(10 * MINUTE);
    expect(sweepAt(due)).toMatchObject({record: {intention: null}, next: {do: 'nothing'}});
    expect(dueAt(sweepAt(due).record)).toBeNull();
  });
});
