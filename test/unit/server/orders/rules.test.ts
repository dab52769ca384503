import {describe, expect, it} from 'vitest';
import {EMPTY_RECORD, parseRecord, SCHEMA_VERSION, serializeRecord} from '../../../../src/server/orders/record.ts';
import {presentedStatus} from '../../../../src/server/orders/session-entry.ts';
import {transition} from '../../../../src/server/orders/transition.ts';
import {
  createFor,
  claimOf,
  entryOf,
  intentionOf,
  MINUTE,
  NOW,
  OTHER,
  paymentOf,
  readOf,
  RECORDS,
  recordOf,
  RESTYLED,
  SECOND,
  notificationOf,
  watchedFor,
} from './records.ts';

describe('a payment', () => {
  const paid = (amount: number | null, currency: string | null, totals = [{currency: 'SLE', amount: 6600}]) => {
    const payments = [{...paymentOf('pay-1', amount), currency}];
    return transition(recordOf([entryOf('a', {totals})]), readOf('a', 'completed', {payments})).record;
  };

  it.each([
    [6600, 'SLE'],
    [6700, 'SLE'],
    [6600, null],
    [null, 'SLE'],
    [null, null],
  ])('of %s %s completes an order of 6600 SLE', (amount, currency) => {
    expect(paid(amount, currency)).toMatchObject({paid: {session: 'a'}, held: null});
  });

  it.each([
    [6599, 'SLE'],
    [6599, null],
    [6600, 'USD'],
    [null, 'USD'],
  ])('of %s %s holds it', (amount, currency) => {
    expect(paid(amount, currency)).toMatchObject({paid: null, held: 'a', notifications: [{kind: 'mismatch'}]});
  });

  it('counts once although the provider named it later', () => {
    const unnamed = transition(recordOf([entryOf('a')]), readOf('a', 'completed', {payments: []})).record;
    const named = transition(unnamed, readOf('a', 'completed')).record;
    expect(named.notifications).toMatchObject([{id: 'payment session:a', paymentId: 'pay-1', payment: {amount: 6600}}]);
    expect(named.paid?.payment.id).toBe('pay-1');
  });

  it('of a session that the record has lost completes the order, and counts as its money', () => {
    const lost = transition(EMPTY_RECORD, readOf('a', 'completed')).record;
    expect(lost).toMatchObject({reference: 'order-1042', paid: {session: 'a'}});
    const other = transition(recordOf([], {demand: OTHER}), readOf('a', 'completed')).record;
    expect(other).toMatchObject({paid: null, held: 'a', notifications: [{kind: 'outdated'}]});
  });

  it('takes back that the end of its session is to be told', () => {
    const cancelled = transition(recordOf([entryOf('a')]), readOf('a', 'cancelled')).record;
    expect(cancelled.notifications).toMatchObject([{kind: 'cancelled'}]);
    expect(transition(cancelled, readOf('a', 'completed')).record.notifications).toMatchObject([{kind: 'completed'}]);
  });
});

describe('a create request of another process', () => {
  const next = (
    patch: Parameters<typeof intentionOf>[0],
    heldFor = 30 * SECOND,
    replayWindow: number | null = 10 * MINUTE,
  ) => {
    const intention = intentionOf(patch);
    const event = createFor({isFirst: false, watched: watchedFor(intention, heldFor), replayWindow});
    return transition(recordOf([], {intention}), event).next;
  };

  it.each([
    ['was seen for less than 30 s', {}, 30 * SECOND - 1],
    ['was begun by a clock that is 2 minutes behind', {at: NOW - 2.5 * MINUTE}, 0],
    ['was begun by a clock that is ahead', {at: NOW + 2 * MINUTE}, 0],
  ])('is waited for if it %s', (_, patch, heldFor) => {
    expect(next(patch, heldFor)).toEqual({do: 'wait'});
  });

  it('is waited for if it has begun after the one that was watched', () => {
    const event = createFor({isFirst: false, watched: watchedFor(intentionOf({at: NOW - 2 * MINUTE}), 60 * SECOND)});
    expect(transition(recordOf([], {intention: intentionOf()}), event).next).toEqual({do: 'wait'});
  });

  it('is repeated, byte for byte, by one process', () => {
    expect(next({})).toMatchObject({
      do: 'post',
      isReplay: true,
      intention: {reference: 'ref-early', body: '{}', by: 'me'},
    });
  });

  it.each([
    ['it is older than the provider repeats', {begunAt: NOW - 10 * MINUTE}],
    ['it is for other money', {demand: OTHER}],
    ['its body was too long to keep', {body: null}],
    ['the provider does not repeat', {}, null],
  ])('is made again under another key if %s', (_, patch, replayWindow: number | null = 10 * MINUTE) => {
    expect(next(patch, 30 * SECOND, replayWindow)).toMatchObject({
      do: 'post',
      isReplay: false,
      intention: {reference: 'ref-new'},
    });
  });

  it('is taken over at once after it was given up, and by the wall clock after a while', () => {
    expect(next({isReleased: true}, 0)).toMatchObject({do: 'post'});
    expect(next({at: NOW - 6 * MINUTE}, 0)).toMatchObject({do: 'post'});
  });
});

describe('a session that another call has ended', () => {
  const ended = recordOf([entryOf('a', {state: 'ended', endedAt: NOW})]);

  it('is read again, because it may have been paid between the read and its end', () => {
    const read = transition(ended, createFor({isFirst: false, fresh: ['a'], freshEnds: []}));
    expect(read.next).toEqual({do: 'read', sessions: ['a']});
    expect(transition(ended, createFor({isFirst: false, fresh: ['a']})).next.do).toBe('post');
  });
});

describe('a hook', () => {
  const told = (patch: object, claim = {}) => {
    const record = recordOf([], {notifications: [notificationOf('payment p', patch)]});
    return transition(record, claimOf('payment p', claim)).next.do;
  };
  const held = {claim: {by: 'other', at: NOW - 40 * SECOND}};

  it('belongs to one process until that was seen to hold it for 35 s', () => {
    expect(told(held, {watched: watchedFor(held.claim, 35 * SECOND - 1)})).toBe('nothing');
    expect(told(held, {watched: watchedFor(held.claim, 35 * SECOND)})).toBe('notify');
    // The claim that was watched has been given back, and taken again.
    expect(told(held, {watched: watchedFor({by: 'other', at: NOW - 80 * SECOND}, 40 * SECOND)})).toBe('nothing');
    expect(told({claim: {by: 'other', at: NOW - 6 * MINUTE}})).toBe('notify');
  });

  it('rests 1, 2, 4 … 60 s after it failed, for customers alone', () => {
    let record = recordOf([], {notifications: [notificationOf('payment p')]});
    const pauses: number[] = [];
    for (let failure = 0; failure < 8; failure += 1) {
      record = transition(record, claimOf('payment p')).record;
      record = transition(record, {type: 'notify-failed', notification: 'payment p', by: 'me', now: NOW}).record;
      pauses.push(((record.notifications[0]?.nextAt ?? 0) - NOW) / SECOND);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    const patient = (now: number) => transition(record, claimOf('payment p', {isPatient: true, now})).next.do;
    expect(patient(NOW + MINUTE - 1)).toBe('nothing');
    expect(patient(NOW + MINUTE)).toBe('notify');
    expect(patient(NOW - 2 * MINUTE)).toBe('notify');
    expect(transition(record, claimOf('payment p')).next.do).toBe('notify');
  });

  it('that another process runs by now is not given back by the first', () => {
    const record = recordOf([], {notifications: [notificationOf('payment p', held)]});
    expect(transition(record, {type: 'notify-failed', notification: 'payment p', by: 'me', now: NOW}).record).toBe(
      record,
    );
  });
});

it('shows a browser what can be done', () => {
  const shown = (name: keyof typeof RECORDS, id: string) =>
    (['open', 'processing', 'completed', 'expired'] as const).map((said) => presentedStatus(RECORDS[name], id, said));
  expect(shown('open', 'a')).toEqual(['open', 'processing', 'cancelled', 'expired']);
  expect(shown('paid, another open', 'b')).toEqual(['cancelled', 'cancelled', 'completed', 'expired']);
  expect(shown('held, another open', 'b')).toEqual(['processing', 'processing', 'processing', 'expired']);
});

it('shows a session as paid, although a replica of the provider lags', () => {
  expect(presentedStatus(RECORDS['paid, notified'], 'a', 'open')).toBe('completed');
  expect(presentedStatus(RECORDS.held, 'a', 'open')).toBe('processing');
  expect(presentedStatus(RECORDS.released, 'a', 'open')).toBe('cancelled');
});

describe('the methods and the fees of a session', () => {
  const intention = intentionOf({demand: {...RESTYLED, feesPassedOn: true}});
  const making = recordOf([], {intention});

  it.each([
    ['was made', making, {type: 'created', session: 'n', intention, now: NOW} as const, ['momo', 'bank'], true],
    ['was made, and the answer lost', making, readOf('n', 'open', {reference: 'ref-early'}), ['momo', 'bank'], true],
    ['was found', recordOf([]), readOf('n', 'open'), [], false],
  ])('that %s are those of the order that it was made for', (_, record, event, methods, feesPassedOn) => {
    expect(transition(record, event).record.sessions).toMatchObject([{id: 'n', methods, feesPassedOn}]);
  });
});

describe('a record', () => {
  it('of a newer release is read, but never written', () => {
    const newer = parseRecord(JSON.stringify({...RECORDS.open, schema: SCHEMA_VERSION + 1, added: true}));
    expect(newer.sessions).toHaveLength(1);
    expect(() => serializeRecord(newer)).toThrow(expect.objectContaining({code: 'store_unavailable'}));
  });

  it('of an earlier release names no methods, and no fees', () => {
    const written = JSON.stringify({...RECORDS.open, intention: intentionOf()});
    const {sessions, demand, intention} = parseRecord(
      written.replaceAll(',"methods":["momo"],"feesPassedOn":false', ''),
    );
    for (const part of [sessions[0], demand, intention?.demand])
      expect(part).toMatchObject({methods: [], feesPassedOn: false});
  });

  it.each(['', 'null', '{}', '{"schema": 1'])('that reads "%s" is not taken for an empty one', (text) => {
    expect(() => parseRecord(text)).toThrow(
      expect.objectContaining({code: 'store_unavailable', cause: expect.any(Error)}),
    );
  });
});
