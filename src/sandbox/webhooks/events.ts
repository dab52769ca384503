import {monimePayment} from '../monime/payment.ts';
import {monimeResource} from '../monime/resource.ts';
import {paymentOf, seconds} from '../paymongo/payment.ts';
import {payMongoResource} from '../paymongo/resource.ts';
import type {Change, MonimeSession, PayMongoSession, SandboxSession} from '../session.ts';
import type {SandboxState} from '../state.ts';
import type {WebhookEvent} from './delivery.ts';

type EventType = readonly [name: string, object: 'checkout_session' | 'payment'];

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

/** PayMongo has no event for a cancelled or expired checkout. */
const PAYMONGO_EVENTS: Partial<Record<Change, readonly EventType[]>> = {
  declined: [['payment.failed', 'payment']],
  paid: [
    ['payment.paid', 'payment'],
    ['checkout_session.payment.paid', 'checkout_session'],
  ],
};

function monimeEvent(
  session: MonimeSession,
  [name, type]: EventType,
  {keys, clock, newToken}: SandboxState,
): WebhookEvent {
  const attempt = session.attempts.at(-1);
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
  [name, type]: EventType,
  {keys, clock, newToken}: SandboxState,
): WebhookEvent {
  const attempt = session.attempts.at(-1);
  const {publicKey} = keys.paymongo;
  const {attributes, ...resource} = payMongoResource(session, {origin: session.origin, publicKey, withheld: 'nothing'});
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

/** Returns the events that the provider sends for a change of a session. */
export function eventsOf(session: SandboxSession, change: Change | 'deleted', state: SandboxState): WebhookEvent[] {
  if (change === 'deleted') return [];
  return session.provider === 'monime'
    ? (MONIME_EVENTS[change] ?? []).map((eventType) => monimeEvent(session, eventType, state))
    : (PAYMONGO_EVENTS[change] ?? []).map((eventType) => payMongoEvent(session, eventType, state));
}
