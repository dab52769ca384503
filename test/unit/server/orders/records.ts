import type {AskEvent, OrderEvent, ReadEvent} from '../../../../src/server/orders/order-event.ts';
import {
  type Demand,
  EMPTY_RECORD,
  type Intention,
  type OrderRecord,
  type SessionEntry,
  type Telling,
} from '../../../../src/server/orders/record.ts';

export const NOW = Date.UTC(2026, 10, 26, 12);
export const SECOND = 1000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;

/** 66.00, and what the order costs after it has grown. */
export const ASKED: Demand = {money: 'old money', look: 'look', totals: [{currency: 'SLE', amount: 6600}]};
export const OTHER: Demand = {money: 'new money', look: 'look', totals: [{currency: 'SLE', amount: 9900}]};
export const RESTYLED: Demand = {...ASKED, look: 'other look'};

export function entryOf(id: string, patch: Partial<SessionEntry> = {}): SessionEntry {
  return {
    id,
    reference: `ref-${id}`,
    money: ASKED.money,
    look: ASKED.look,
    totals: ASKED.totals,
    state: 'open',
    isStray: false,
    createdAt: NOW - 10 * MINUTE,
    readAt: NOW - 10 * MINUTE,
    endedAt: null,
    ...patch,
  };
}

export function recordOf(sessions: SessionEntry[], patch: Partial<OrderRecord> = {}): OrderRecord {
  return {...EMPTY_RECORD, reference: 'order-1042', asked: ASKED, sessions, ...patch};
}

export function paymentOf(id: string, amount: number | null = 6600) {
  return {id, amount, currency: 'SLE', method: 'momo', paidAt: '2026-11-26T11:59:00Z'};
}

export function tellingOf(id: string, patch: Partial<Telling> = {}): Telling {
  return {
    id,
    kind: 'completed',
    session: 'a',
    payment: null,
    isDone: false,
    claim: null,
    failures: 0,
    since: NOW - MINUTE,
    nextAt: NOW - MINUTE,
    ...patch,
  };
}

export function intentionOf(patch: Partial<Intention> = {}): Intention {
  return {
    reference: 'ref-early',
    demand: ASKED,
    body: '{}',
    by: 'other',
    begunAt: NOW - MINUTE,
    takenAt: NOW - MINUTE,
    isReleased: false,
    ...patch,
  };
}

export function askFor(patch: Partial<AskEvent> = {}): AskEvent {
  return {
    type: 'ask',
    demand: ASKED,
    reference: 'order-1042',
    isBrowsers: false,
    isFirst: true,
    renew: null,
    fresh: [],
    refused: [],
    proposal: {reference: 'ref-new', body: '{"new": true}'},
    by: 'me',
    waited: 0,
    replayWindow: 10 * MINUTE,
    now: NOW,
    ...patch,
  };
}

export function readOf(session: string, status: ReadEvent['status'], patch: Partial<ReadEvent> = {}): ReadEvent {
  return {
    type: 'read',
    session,
    reference: `ref-${session}`,
    status,
    payments: status === 'completed' ? [paymentOf('pay-1')] : [],
    totals: ASKED.totals,
    createdAt: NOW - 10 * MINUTE,
    orderReference: 'order-1042',
    isForeign: false,
    tellsEnds: ['cancelled', 'expired'],
    isSweep: false,
    now: NOW,
    ...patch,
  };
}

export function claimOf(telling: string, patch: Partial<Extract<OrderEvent, {type: 'claim'}>> = {}): OrderEvent {
  return {type: 'claim', telling, by: 'me', seenFor: 0, isPatient: false, now: NOW, ...patch};
}

const PAID = {session: 'a', payment: paymentOf('pay-0')};
const paidA = entryOf('a', {state: 'completed', endedAt: NOW - MINUTE});
const outdatedA = {...paidA, money: OTHER.money, totals: OTHER.totals};

/** One record of each class that matters to a transition. */
export const RECORDS = {
  nothing: EMPTY_RECORD,
  asked: recordOf([]),
  making: recordOf([], {intention: intentionOf()}),
  'making, released': recordOf([], {intention: intentionOf({isReleased: true})}),
  open: recordOf([entryOf('a')]),
  'open, young': recordOf([entryOf('a', {createdAt: NOW - SECOND, readAt: NOW - SECOND})]),
  'open for other money': recordOf([entryOf('a', {money: OTHER.money, totals: OTHER.totals})]),
  processing: recordOf([entryOf('a', {state: 'processing'})]),
  'ended by us': recordOf([entryOf('a', {state: 'ended', endedAt: NOW - MINUTE})]),
  cancelled: recordOf([entryOf('a', {state: 'cancelled', endedAt: NOW - MINUTE})]),
  'expired, final': recordOf([entryOf('a', {state: 'expired', endedAt: NOW - 73 * HOUR})]),
  gone: recordOf([entryOf('a', {state: 'gone', endedAt: NOW - MINUTE})]),
  stray: recordOf([entryOf('a', {isStray: true})]),
  'cancelled, then open': recordOf([entryOf('a', {state: 'cancelled', endedAt: NOW - MINUTE}), entryOf('b')]),
  'paid, untold': recordOf([paidA], {paid: PAID, tellings: [tellingOf('payment pay-0', {payment: PAID.payment})]}),
  'paid, being told': recordOf([paidA], {
    paid: PAID,
    tellings: [tellingOf('payment pay-0', {payment: PAID.payment, claim: {by: 'other', at: NOW - SECOND}})],
  }),
  'paid, told': recordOf([paidA], {paid: PAID, tellings: [tellingOf('payment pay-0', {isDone: true})]}),
  'paid, another open': recordOf([paidA, entryOf('b')], {
    paid: PAID,
    tellings: [tellingOf('payment pay-0', {isDone: true})],
  }),
  'paid, unnamed payment': recordOf([paidA], {
    paid: {...PAID, payment: paymentOf('session:a', null)},
    tellings: [tellingOf('payment session:a', {isDone: true})],
  }),
  'paid, making': recordOf([paidA], {
    paid: PAID,
    intention: intentionOf(),
    tellings: [tellingOf('payment pay-0', {isDone: true})],
  }),
  held: recordOf([outdatedA], {held: 'a', tellings: [tellingOf('payment pay-0', {kind: 'outdated', isDone: true})]}),
  'held, another open': recordOf([outdatedA, entryOf('b')], {
    held: 'a',
    tellings: [tellingOf('payment pay-0', {kind: 'outdated', isDone: true})],
  }),
  released: recordOf([outdatedA], {tellings: [tellingOf('payment pay-0', {kind: 'outdated', isDone: true})]}),
} satisfies Record<string, OrderRecord>;

/** One event of each kind that a record may meet. */
export const EVENTS = {
  ask: askFor(),
  'ask, read': askFor({isFirst: false, fresh: ['a', 'b']}),
  'ask, read and refused': askFor({isFirst: false, fresh: ['a', 'b'], refused: ['a', 'b']}),
  'ask for other money': askFor({demand: OTHER}),
  'ask for other money, read': askFor({demand: OTHER, fresh: ['a', 'b']}),
  'go on, overtaken': askFor({demand: OTHER, isFirst: false, fresh: ['a', 'b']}),
  'ask, restyled, read': askFor({demand: RESTYLED, fresh: ['a', 'b']}),
  'ask to renew, read': askFor({renew: 'a', fresh: ['a', 'b']}),
  'ask, waited': askFor({fresh: ['a', 'b'], waited: 30 * SECOND}),
  'ask as one-off': askFor({reference: null, fresh: ['a', 'b']}),
  'ask as one-off for other money': askFor({reference: null, demand: OTHER}),
  'made as awaited': {type: 'made', session: 'n', intention: intentionOf(), now: NOW},
  'made too late': {type: 'made', session: 'n', intention: intentionOf({reference: 'ref-older'}), now: NOW},
  'not made': {type: 'not-made', by: 'other', isCertain: true},
  'perhaps not made': {type: 'not-made', by: 'other', isCertain: false},
  'read open': readOf('a', 'open'),
  'read processing': readOf('a', 'processing'),
  'read paid': readOf('a', 'completed'),
  'read paid, no details': readOf('a', 'completed', {payments: []}),
  'read paid too little': readOf('a', 'completed', {payments: [paymentOf('pay-1', 6599)]}),
  'read paid twice': readOf('a', 'completed', {payments: [paymentOf('pay-0'), paymentOf('pay-1')]}),
  'read cancelled': readOf('a', 'cancelled'),
  'read expired': readOf('a', 'expired'),
  'read another paid': readOf('b', 'completed'),
  'read foreign paid': readOf('f', 'completed', {isForeign: true}),
  unknown: {type: 'unknown', session: 'a', now: NOW},
  unread: {type: 'unread', session: 'a', now: NOW},
  ended: {type: 'ended', session: 'a', now: NOW},
  claim: claimOf('payment pay-0'),
  'claim, seen for long': claimOf('payment pay-0', {seenFor: 35 * SECOND}),
  told: {type: 'told', telling: 'payment pay-0'},
  'not told': {type: 'not-told', telling: 'payment pay-0', by: 'other', now: NOW},
  postpone: {type: 'postpone', telling: 'payment pay-0', now: NOW},
  sweep: {type: 'sweep', fresh: [], refused: [], abandonAfter: HOUR, now: NOW},
  'sweep, read': {type: 'sweep', fresh: ['a', 'b'], refused: [], abandonAfter: MINUTE, now: NOW},
  release: {type: 'release'},
} satisfies Record<string, OrderEvent>;
