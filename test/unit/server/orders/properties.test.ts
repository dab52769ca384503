import * as fc from 'fast-check';
import {expect, it} from 'vitest';
import type {OrderEvent} from '../../../../src/server/orders/order-event.ts';
import {dueAt} from '../../../../src/server/orders/due.ts';
import {MAX_PAYMENTS} from '../../../../src/server/orders/payments.ts';
import {EMPTY_RECORD, type OrderRecord, parseRecord, serializeRecord} from '../../../../src/server/orders/record.ts';
import {matchesDemand, isPayable, MAX_SESSIONS} from '../../../../src/server/orders/session-entry.ts';
import {transition} from '../../../../src/server/orders/transition.ts';
import {
  ASKED,
  createFor,
  claimOf,
  HOUR,
  intentionOf,
  MINUTE,
  NOW,
  OTHER,
  paymentOf,
  readOf,
  RESTYLED,
} from './records.ts';

const session = fc.constantFrom('a', 'b', 'c');
const some = fc.subarray(['a', 'b', 'c']);
const demand = fc.constantFrom(ASKED, OTHER, RESTYLED);
const process = fc.constantFrom('me', 'other');
const payments = fc.array(
  fc.record({id: fc.constantFrom('p1', 'p2', 'p3'), amount: fc.constantFrom(6600, 9900, 1, null)}),
  {maxLength: 3},
);
const notification = fc.constantFrom('payment p1', 'payment p2', 'payment session:a', 'cancelled a', 'expired b');

/** Anything that can happen to one order, in any order; time passes between. */
const event: fc.Arbitrary<OrderEvent> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record({
        demand,
        isFirst: fc.boolean(),
        fresh: some,
        refused: some,
        by: process,
        watched: fc.option(
          fc.record({lease: fc.constantFrom(`${NOW} me`, `${NOW} other`), heldFor: fc.constant(30_000)}),
        ),
      })
      .map((patch) => createFor({...patch, proposal: {reference: `ref-${patch.by}`, body: '{}'}})),
  },
  {
    weight: 5,
    arbitrary: fc
      .record({
        session,
        status: fc.constantFrom('open', 'processing', 'completed', 'cancelled', 'expired'),
        payments,
        isSweep: fc.boolean(),
        totals: fc.constantFrom(ASKED.totals, OTHER.totals),
      })
      .map(({session, status, payments, ...patch}) =>
        readOf(session, status, {
          ...patch,
          payments: status === 'completed' ? payments.map(({id, amount}) => paymentOf(`${session} ${id}`, amount)) : [],
        }),
      ),
  },
  fc
    .record({session, reference: fc.constantFrom('ref-me', 'ref-other', 'ref-lost'), demand})
    .map(({session, ...intention}) => ({
      type: 'created' as const,
      session,
      intention: intentionOf(intention),
      now: NOW,
    })),
  fc.record({type: fc.constant('create-failed'), by: process, isCertain: fc.boolean()}),
  fc.record({type: fc.constantFrom('not-found', 'read-failed', 'ended'), session, now: fc.constant(NOW)}),
  fc.record({notification, by: process}).map(({notification, by}) => claimOf(notification, {by})),
  fc.record({type: fc.constant('notified'), notification}),
  fc.record({type: fc.constant('notify-failed'), notification, by: process, now: fc.constant(NOW)}),
  fc.constant({type: 'release'}),
);

function at(event: OrderEvent, now: number): OrderEvent {
  return 'now' in event ? {...event, now} : event;
}

interface Step {
  before: OrderRecord;
  event: OrderEvent;
  after: OrderRecord;
  next: ReturnType<typeof transition>['next'];
}

/** Runs events on a record and has every step checked. */
function check(holds: (step: Step) => void): void {
  const steps = fc.array(fc.tuple(event, fc.constantFrom(0, MINUTE, HOUR, 30 * HOUR)), {maxLength: 60});
  fc.assert(
    fc.property(steps, (steps) => {
      let before = EMPTY_RECORD;
      let now = NOW;
      for (const [event, passed] of steps) {
        now += passed;
        const {record, next} = transition(before, at(event, now));
        holds({before, event, after: record, next});
        before = record;
      }
    }),
    {numRuns: 400},
  );
}

const isPayment = ({id}: {id: string}) => id.startsWith('payment ');

it('never takes a payment back, and completes an order once', () => {
  check(({before, after}) => {
    if (before.paid) expect(after.paid?.session).toBe(before.paid.session);
    for (const {id, state} of before.sessions) {
      if (state !== 'completed') continue;
      expect(after.sessions.find((entry) => entry.id === id)?.state ?? 'completed').toBe('completed');
    }
    expect(after.notifications.filter(({kind}) => kind === 'completed').length).toBeLessThanOrEqual(1);
  });
});

it('completes an order only for the money of the last create', () => {
  check(({before, after}) => {
    if (before.paid || !after.paid) return;
    const {session, payment} = after.paid;
    const entry = after.sessions.find(({id}) => id === session);
    expect(entry && matchesDemand(entry, after.demand)).toBe(true);
    const [total] = entry?.totals ?? [];
    if (payment.amount !== null) expect(payment.amount).toBeGreaterThanOrEqual(total?.amount ?? 0);
  });
});

it('tells each payment once', () => {
  check(({before, after}) => {
    const ids = after.notifications.map(({id}) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const told = before.notifications.filter((notification) => notification.isDone && isPayment(notification)).length;
    expect(
      after.notifications.filter((notification) => notification.isDone && isPayment(notification)).length,
    ).toBeGreaterThanOrEqual(told);
    expect(after.notifications.filter(isPayment).length).toBeGreaterThanOrEqual(
      before.notifications.filter(isPayment).length,
    );
  });
});

it('hands out a session only if no other can be paid, and makes one only if none can', () => {
  check(({event, after, next}) => {
    if (event.type !== 'create') return;
    const payable = after.sessions.filter((entry) => isPayable(entry) && !entry.isOrphan);
    if (next.do === 'post') expect(payable).toEqual([]);
    if (next.do !== 'answer' || after.held !== null) return;
    expect(payable.map(({id}) => id)).toEqual([next.session]);
    expect(payable.every((entry) => matchesDemand(entry, event.demand))).toBe(true);
  });
});

it('hands out nothing of an order that was paid or waits for a person', () => {
  check(({event, after, next}) => {
    if (event.type !== 'create') return;
    const isHeld = after.held !== null && !after.paid;
    expect(after.paid ? next.do : 'refuse').toBe('refuse');
    expect(isHeld ? next : {session: after.held}).toMatchObject({session: after.held});
  });
});

it('remembers to look again at what can still be paid, and at what is to be told', () => {
  check(({after}) => {
    const isOpen = after.sessions.some(isPayable) || after.notifications.some(({isDone}) => !isDone);
    expect(isOpen && dueAt(after) === null).toBe(false);
  });
});

it('writes what it can read', () => {
  check(({after}) => expect(parseRecord(serializeRecord(after))).toEqual(after));
});

it('stays bounded, however many sessions and payments there are', () => {
  let record: OrderRecord = EMPTY_RECORD;
  for (let count = 0; count < 300; count += 1) {
    const id = `s${count}`;
    const payment = paymentOf(`pay-${count}`);
    record = transition(record, readOf(id, count % 2 === 0 ? 'completed' : 'open', {payments: [payment]})).record;
  }
  expect(record.sessions).toHaveLength(MAX_SESSIONS);
  expect(record.notifications).toHaveLength(MAX_PAYMENTS + 1);
  expect(record.paid?.session).toBe('s0');
  expect(record.sessions.some(({id}) => id === 's0')).toBe(true);
  expect(serializeRecord(record).length).toBeLessThan(60_000);
});
