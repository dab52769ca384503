import {CheckoutError} from '../../core/error.ts';
import {type LineItem, totalsOf} from '../../core/session.ts';
import {check} from '../schema.ts';
import type {Method, PayMongoSession} from '../session.ts';
import type {SandboxState} from '../state.ts';
import {parameterError, PayMongoError} from './error.ts';
import {PayMongoBody, type PayMongoOrder} from './schema.ts';

const KNOWN_METHODS = ['card', 'gcash', 'paymaya', 'qrph'] as const satisfies readonly Method[];

function lineItemsOf({line_items: items}: PayMongoOrder): LineItem[] {
  const lineItems = items.map(({name, description, quantity, amount, currency, images}) => ({
    name,
    description: description ?? null,
    quantity,
    unitAmount: amount,
    currency,
    imageUrl: images?.[0] ?? null,
  }));
  try {
    totalsOf(lineItems);
  } catch (error) {
    if (!(error instanceof CheckoutError)) throw error;
    throw new PayMongoError(400, [{code: 'parameter_above_maximum', detail: error.message}]);
  }
  return lineItems;
}

/**
 * Makes a session from the body of a request.
 * @throws {PayMongoError} 400 where the body breaks a documented rule
 */
export function createPayMongoSession(body: unknown, version: 1 | 2, state: SandboxState): PayMongoSession {
  const parsed = check(PayMongoBody, body);
  if (!parsed.success) throw parameterError(parsed.error.issues);
  const order = parsed.data.data.attributes;
  const id = `cs_${state.newToken()}`;
  const createdAt = state.now();
  const session: PayMongoSession = {
    provider: 'paymongo',
    id,
    pageKey: `${id}_client_${state.newToken()}`,
    status: 'open',
    toldStatus: null,
    title: (order.show_description !== false && order.description) || 'Your order',
    description: null,
    lineItems: lineItemsOf(order),
    methods: KNOWN_METHODS.filter((method) => order.payment_method_types.includes(method)),
    successUrl: order.success_url ?? null,
    cancelUrl: order.cancel_url ?? null,
    createdAt,
    updatedAt: createdAt,
    expiresAt: null,
    attempts: [],
    reads: 0,
    order,
    version,
    intentToken: state.newToken(),
  };
  state.sessions.add(session);
  return session;
}
