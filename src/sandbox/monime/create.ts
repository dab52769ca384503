import {CheckoutError} from '../../core/error.ts';
import {type LineItem, totalsOf} from '../../core/session.ts';
import {check} from '../schema.ts';
import type {Method, MonimeSession} from '../session.ts';
import type {SandboxState} from '../state.ts';
import {MonimeError, validationError} from './error.ts';
import {MonimeOrder} from './schema.ts';

function parseOrder(text: string): MonimeOrder {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new MonimeError(400, 'bad_request', 'The body is not JSON');
  }
  const order = check(MonimeOrder, body);
  if (!order.success) throw validationError(order.error.issues);
  return order.data;
}

function lineItemsOf(order: MonimeOrder): LineItem[] {
  const lineItems = order.lineItems.map(({name, description, quantity, price, images}) => ({
    name,
    description: description ?? null,
    quantity,
    unitAmount: price.value,
    currency: price.currency,
    imageUrl: images?.[0] ?? null,
  }));
  try {
    totalsOf(lineItems);
  } catch (error) {
    throw error instanceof CheckoutError ? new MonimeError(400, 'validation_failed', error.message) : error;
  }
  return lineItems;
}

function methodsOf({paymentOptions: options}: MonimeOrder): Method[] {
  return (['momo', 'card', 'bank'] as const).filter((method) => options?.[method]?.disable !== true);
}

/**
 * Makes a session from the body of a request.
 * @throws {MonimeError} 400 where the body breaks a documented rule
 */
export function createMonimeSession(text: string, {sessions, newToken, now, switches}: SandboxState): MonimeSession {
  const order = parseOrder(text);
  const id = `scs-${newToken()}`;
  const createdAt = now();
  const session: MonimeSession = {
    provider: 'monime',
    id,
    pageKey: id,
    status: 'open',
    toldStatus: null,
    title: order.name,
    description: order.description ?? null,
    lineItems: lineItemsOf(order),
    methods: methodsOf(order),
    successUrl: order.successUrl ?? null,
    cancelUrl: order.cancelUrl ?? null,
    createdAt,
    updatedAt: createdAt,
    expiresAt: createdAt + switches.monime.lifetime,
    attempts: [],
    reads: 0,
    order,
    itemKeys: order.lineItems.map(({reference}) => ({id: `lit-${newToken()}`, reference: reference ?? newToken(12)})),
  };
  sessions.add(session);
  return session;
}
