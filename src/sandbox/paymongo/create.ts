import type {LineItem} from '../../core/session.ts';
import {initialState, toLineItems} from '../new-session.ts';
import {check} from '../schema.ts';
import {METHOD_NAMES, type Method, type PayMongoSession} from '../session.ts';
import type {SandboxState} from '../state.ts';
import {parameterError, PayMongoError} from './error.ts';
import {PayMongoBody, type PayMongoOrder} from './schema.ts';

const MONIME_ONLY: ReadonlySet<Method> = new Set(['momo', 'bank', 'safulpay']);
const KNOWN_METHODS = METHOD_NAMES.filter((method) => !MONIME_ONLY.has(method));

function readLineItems({line_items: items}: PayMongoOrder): LineItem[] {
  return toLineItems(
    items,
    ({amount, currency}) => ({unitAmount: amount, currency}),
    (detail) => new PayMongoError(400, [{code: 'parameter_above_maximum', detail}]),
  );
}

/**
 * Creates a session from a request body.
 * @param origin origin of the hosted page
 * @throws {PayMongoError} 400 if the body breaks a documented rule
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
  const session: PayMongoSession = {
    provider: 'paymongo',
    id,
    pageKey: `${id}_client_${state.newToken()}`,
    origin,
    title: (order.show_description !== false && order.description) || 'Your order',
    description: null,
    lineItems: readLineItems(order),
    methods: KNOWN_METHODS.filter((method) => order.payment_method_types.includes(method)),
    successUrl: order.success_url ?? null,
    cancelUrl: order.cancel_url ?? null,
    ...initialState(state.clock.now(), lifetime),
    order,
    version,
    intentToken: state.newToken(),
  };
  state.sessions.add(session);
  return session;
}
