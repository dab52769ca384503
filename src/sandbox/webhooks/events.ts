import {monimePayment} from '../monime/payment.ts';
import {monimeResource} from '../monime/resource.ts';
import {paymentOf} from '../paymongo/payment.ts';
import {payMongoResource} from '../paymongo/resource.ts';
import {seconds} from '../paymongo/time.ts';
import type {Attempt, Change, MonimeSession, PayMongoSession, SandboxSession} from '../session.ts';
import type {SandboxState} from '../state.ts';
import type {WebhookEvent} from './delivery.ts';

type EventType = readonly [name: string, object: 'checkout_session' | 'payment'];

const REFUND_EVENTS: readonly EventType[] = [
  ['payment.refunded', 'payment'],
  ['payment.refund.updated', 'payment'],
];

const MONIME_EVENTS: Partial<Record<Change, readonly EventType[]>> = {
  started: [['payment.created', 'payment']],
  processing: [['payment.processing_started', 'payment']],
  paid: [
    ['payment.processing_completed', 'payment'],
    ['checkout_session.completed', 'checkout_session'],
  ],
  cancelled: [['checkout_session.cancelled', 'checkout_session']],
  expired: [['checkout_session.expired', 'checkout_session']],
};

/**
 * PayMongo has no event for a cancelled or expired checkout. Its pages name different events for a refund; both are
 * sent.
 */
const PAYMONGO_EVENTS: Partial<Record<Change, readonly EventType[]>> = {
  declined: [['payment.failed', 'payment']],
  paid: [
    ['payment.paid', 'payment'],
    ['checkout_session.payment.paid', 'checkout_session'],
  ],
  refunded: REFUND_EVENTS,
  partially_refunded: REFUND_EVENTS,
};

/** Names of all events that PayMongo sends here. */
export const PAYMONGO_EVENT_NAMES: readonly string[] = [
  ...new Set(Object.values(PAYMONGO_EVENTS).flatMap((events) => events.map(([name]) => name))),
];

function monimeEvent(
  session: MonimeSession,
  attempt: Attempt | null,
  [name, type]: EventType,
  {keys, clock, newToken}: SandboxState,
): WebhookEvent {
  const {spaceId} = keys.monime;
  const data =
    type === 'payment' && attempt
      ? monimePayment(session, attempt, spaceId)
      : monimeResource(session, {origin: session.origin, spaceId});
  const id = `wkd-${newToken()}`;
  const event = {id, name, timestamp: String(seconds(clock.now()))};
  return {id, name, body: {apiVersion: 'caph.2025-08-23', event, object: {id: data.id, type}, data}};
}

function payMongoEvent(
  session: PayMongoSession,
  attempt: Attempt | null,
  [name, type]: EventType,
  {keys, switches, clock, newToken}: SandboxState,
): WebhookEvent {
  const {publicKey} = keys.paymongo;
  const {origin} = session;
  const {v2Intent} = switches.paymongo;
  const {attributes, ...resource} = payMongoResource(session, {origin, publicKey, withheld: 'nothing', v2Intent});
  const paid = {
    paid_at: attempt?.endedAt == null ? null : seconds(attempt.endedAt),
    payment_method_used: attempt?.method ?? null,
  };
  const data =
    type === 'payment' && attempt ? paymentOf(session, attempt) : {...resource, attributes: {...attributes, ...paid}};
  const id = `evt_${newToken()}`;
  const at = seconds(clock.now());
  const event = {type: name, livemode: false, created_at: at, updated_at: at, data};
  return {id, name, body: {data: {id, type: 'event', attributes: event}}};
}

/**
 * Returns the events that the provider sends for a change of a session.
 * @param attempt the attempt that the change is about; null if none
 */
export function eventsOf(
  session: SandboxSession,
  change: Change | 'deleted',
  attempt: Attempt | null,
  state: SandboxState,
): WebhookEvent[] {
  if (change === 'deleted') return [];
  return session.provider === 'monime'
    ? (MONIME_EVENTS[change] ?? []).map((eventType) => monimeEvent(session, attempt, eventType, state))
    : (PAYMONGO_EVENTS[change] ?? []).map((eventType) => payMongoEvent(session, attempt, eventType, state));
}
