import {CheckoutError} from '../../core/error.ts';
import type {LineItem} from '../../core/session.ts';
import {totalsOf} from '../../core/totals.ts';
import {check} from '../schema.ts';
import {METHOD_NAMES, type Method, type PayMongoSession} from '../session.ts';
import type {SandboxState} from '../state.ts';
import {parameterError, PayMongoError} from './error.ts';
import {PayMongoBody, type PayMongoOrder} from './schema.ts';

const MONIME_ONLY: ReadonlySet<Method> = new Set(['momo', 'bank', 'safulpay']);
const KNOWN_METHODS = METHOD_NAMES.filter((method) => !MONIME_ONLY.has(method));

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
 * @param origin of the hosted page
 * @throws {PayMongoError} 400 where the body breaks a documented rule
 */
export function createPayMongoSession(
  body: unknown,
  version: 1 | 2,
  origin: string,
  state: SandboxState,
): PayMongoSession {
  const parsed = check(PayMongoBody, body);
  if (!parsed.success) throw parameterError(parsed.error.issues);
  const order = parsed.data.data.attributes;
  const {lifetime} = state.switches.paymongo;
  const id = state.sessions.newId('cs_');
  const createdAt = state.clock.now();
  const session: PayMongoSession = {
    provider: 'paymongo',
    id,
    pageKey: `${id}_client_${state.newToken()}`,
    origin,
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
    expiresAt: lifetime === null ? null : createdAt + lifetime,
    attempts: [],
    timeline: [],
    reads: 0,
    order,
    version,
    intentToken: state.newToken(),
  };
  state.sessions.add(session);
  return session;
}
