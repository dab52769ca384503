import {leaseOf} from '../../../../src/server/orders/lease.ts';
import type {CreateEvent, OrderEvent, ReadEvent, Watched} from '../../../../src/server/orders/order-event.ts';
import {
  type Demand,
  EMPTY_RECORD,
  type Intention,
  type OrderRecord,
  type SessionEntry,
  type Notification,
} from '../../../../src/server/orders/record.ts';

export const NOW = Date.UTC(2026, 10, 26, 12);
export const SECOND = 1000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;

/** 66.00, and what the order costs after it has grown. */
export const ASKED: Demand = {
  money: 'old money',
  look: 'look',
  totals: [{currency: 'SLE', amount: 6600}],
  methods: ['momo'],
  feesPassedOn: false,
};
export const OTHER: Demand = {...ASKED, money: 'new money', totals: [{currency: 'SLE', amount: 9900}]};
export const RESTYLED: Demand = {...ASKED, look: 'other look', methods: ['momo', 'bank']};

export function entryOf(id: string, patch: Partial<SessionEntry> = {}): SessionEntry {
  return {
    id,
    reference: `ref-${id}`,
    money: ASKED.money,
    look: ASKED.look,
    totals: ASKED.totals,
    methods: ASKED.methods,
    feesPassedOn: ASKED.feesPassedOn,
    state: 'open',
    isOrphan: false,
    createdAt: NOW - 10 * MINUTE,
    readAt: NOW - 10 * MINUTE,
    endedAt: null,
    ...patch,
  };
}

export function recordOf(sessions: SessionEntry[], patch: Partial<OrderRecord> = {}): OrderRecord {
  return {...EMPTY_RECORD, reference: 'order-1042', demand: ASKED, sessions, ...patch};
}

export function paymentOf(id: string, amount: number | null = 6600) {
  return {id, amount, currency: 'SLE', method: 'momo', paidAt: '2026-11-26T11:59:00Z'};
}

export function notificationOf(id: string, patch: Partial<Notification> = {}): Notification {
  return {
    id,
    paymentId: id.startsWith('payment session:') ? null : id.replace('payment ', ''),
    kind: 'completed',
    session: 'a',
    payment: null,
    isDone: false,
    claim: null,
    failures: 0,
    since: NOW - MINUTE,
    nextAt: NOW - MINUTE,
    webhookDueAt: null,
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
    at: NOW - MINUTE,
    isReleased: false,
    ...patch,
  };
}

/** A lease of another process that this one has seen for a while. */
export function watchedFor(lease: {by: string; at: number}, heldFor: number): Watched {
  return {lease: leaseOf(lease), heldFor};
}

export function createFor(patch: Partial<CreateEvent> = {}): CreateEvent {
  return {
    type: 'create',
    demand: ASKED,
    reference: 'order-1042',
    isFromBrowser: false,
    isFirst: true,
    renew: null,
    fresh: [],
    freshEnds: patch.fresh ?? [],
    refused: [],
    proposal: {reference: 'ref-new', body: '{"new": true}'},
    by: 'me',
    watched: null,
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
    notifiedEnds: ['cancelled', 'expired'],
    webhook: 'none',
    isSweep: false,
    now: NOW,
    ...patch,
  };
}

export function claimOf(notification: string, patch: Partial<Extract<OrderEvent, {type: 'claim'}>> = {}): OrderEvent {
  return {type: 'claim', notification, by: 'me', watched: null, isPatient: false, now: NOW, ...patch};
}

const PAID = {session: 'a', payment: paymentOf('pay-0')};
const paidA = entryOf('a', {state: 'completed', endedAt: NOW - MINUTE});
const outdatedA = {...paidA, money: OTHER.money, totals: OTHER.totals};

/** One record of each class that matters to a transition. */
export const RECORDS = {
  nothing: EMPTY_RECORD,
  'no session': recordOf([]),
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
  orphan: recordOf([entryOf('a', {isOrphan: true})]),
  'cancelled, then open': recordOf([entryOf('a', {state: 'cancelled', endedAt: NOW - MINUTE}), entryOf('b')]),
  'paid, pending': recordOf([paidA], {
    paid: PAID,
    notifications: [notificationOf('payment pay-0', {payment: PAID.payment})],
  }),
  'paid, claimed': recordOf([paidA], {
    paid: PAID,
    notifications: [notificationOf('payment pay-0', {payment: PAID.payment, claim: {by: 'other', at: NOW - SECOND}})],
  }),
  'paid, notified': recordOf([paidA], {paid: PAID, notifications: [notificationOf('payment pay-0', {isDone: true})]}),
  'paid, another open': recordOf([paidA, entryOf('b')], {
    paid: PAID,
    notifications: [notificationOf('payment pay-0', {isDone: true})],
  }),
  'paid, unnamed payment': recordOf([paidA], {
    paid: {...PAID, payment: paymentOf('session:a', null)},
    notifications: [notificationOf('payment session:a', {isDone: true})],
  }),
  'paid, making': recordOf([paidA], {
    paid: PAID,
    intention: intentionOf(),
    notifications: [notificationOf('payment pay-0', {isDone: true})],
  }),
  held: recordOf([outdatedA], {
    held: 'a',
    notifications: [notificationOf('payment pay-0', {kind: 'outdated', isDone: true})],
  }),
  'held, another open': recordOf([outdatedA, entryOf('b')], {
    held: 'a',
    notifications: [notificationOf('payment pay-0', {kind: 'outdated', isDone: true})],
  }),
  released: recordOf([outdatedA], {notifications: [notificationOf('payment pay-0', {kind: 'outdated', isDone: true})]}),
} satisfies Record<string, OrderRecord>;

/** One event of each kind that a record may meet. */
export const EVENTS = {
  create: createFor(),
  'create, read': createFor({isFirst: false, fresh: ['a', 'b']}),
  'create, read and refused': createFor({isFirst: false, fresh: ['a', 'b'], refused: ['a', 'b']}),
  'create for other money': createFor({demand: OTHER}),
  'create for other money, read': createFor({demand: OTHER, fresh: ['a', 'b']}),
  'go on, overtaken': createFor({demand: OTHER, isFirst: false, fresh: ['a', 'b']}),
  'create, restyled, read': createFor({demand: RESTYLED, fresh: ['a', 'b']}),
  'create to renew, read': createFor({renew: 'a', fresh: ['a', 'b']}),
  'create, other held for 30 s': createFor({fresh: ['a', 'b'], watched: watchedFor(intentionOf(), 30 * SECOND)}),
  'create as one-off': createFor({reference: null, fresh: ['a', 'b']}),
  'create as one-off for other money': createFor({reference: null, demand: OTHER}),
  'created as awaited': {type: 'created', session: 'n', intention: intentionOf(), now: NOW},
  'created too late': {type: 'created', session: 'n', intention: intentionOf({reference: 'ref-older'}), now: NOW},
  'create refused': {type: 'create-failed', by: 'other', isCertain: true},
  'create failed': {type: 'create-failed', by: 'other', isCertain: false},
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
  'not found': {type: 'not-found', session: 'a', now: NOW},
  'read failed': {type: 'read-failed', session: 'a', now: NOW},
  ended: {type: 'ended', session: 'a', now: NOW},
  claim: claimOf('payment pay-0'),
  'claim, seen for long': claimOf('payment pay-0', {
    watched: watchedFor({by: 'other', at: NOW - SECOND}, 35 * SECOND),
  }),
  notified: {type: 'notified', notification: 'payment pay-0'},
  'notify failed': {type: 'notify-failed', notification: 'payment pay-0', by: 'other', now: NOW},
  postpone: {type: 'postpone', notification: 'payment pay-0', now: NOW},
  sweep: {type: 'sweep', fresh: [], refused: [], abandonAfter: HOUR, now: NOW},
  'sweep, read': {type: 'sweep', fresh: ['a', 'b'], refused: [], abandonAfter: MINUTE, now: NOW},
  release: {type: 'release'},
} satisfies Record<string, OrderEvent>;
