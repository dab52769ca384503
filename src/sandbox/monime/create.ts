import type {LineItem} from '../../core/session.ts';
import {totalsOf} from '../../core/totals.ts';
import {initialState, toLineItems} from '../new-session.ts';
import type {Method, MonimeSession} from '../session.ts';
import type {SandboxState} from '../state.ts';
import {MonimeError} from './error.ts';
import type {Version} from './headers.ts';
import {parseBody} from './parse-body.ts';
import {MonimeOrder, PROVIDERS} from './schema.ts';

function readLineItems(order: MonimeOrder, version: Version): LineItem[] {
  if (version === 'caph.2025-06-20' && order.lineItems.some(({price}) => price.currency !== 'SLE')) {
    throw new MonimeError(400, 'validation_failed', 'lineItems: caph.2025-06-20 knows SLE alone');
  }
  return toLineItems(
    order.lineItems,
    ({price}) => ({unitAmount: price.value, currency: price.currency}),
    (message) => new MonimeError(400, 'validation_failed', message),
  );
}

interface Channel {
  disable?: boolean | undefined;
  enabledProviders?: readonly string[] | null | undefined;
  disabledProviders?: readonly string[] | null | undefined;
}

/** Whether a channel has at least one enabled provider. A provider on both lists is enabled. */
function isOpen(channel: Channel | undefined, providers: readonly string[]): boolean {
  const {disable = false, enabledProviders: enabled, disabledProviders: disabled} = channel ?? {};
  if (disable) return false;
  return providers.some((id) => enabled?.includes(id) ?? disabled?.includes(id) !== true);
}

function methodsOf({paymentOptions: options}: MonimeOrder): Method[] {
  const methods: Method[] = [];
  if (isOpen(options?.momo, PROVIDERS.momo)) methods.push('momo');
  if (options?.card?.disable !== true) methods.push('card');
  if (isOpen(options?.bank, PROVIDERS.bank)) methods.push('bank');
  if (isOpen(options?.wallet, PROVIDERS.wallet)) methods.push('safulpay');
  return methods;
}

interface RequestInfo {
  /** Origin of the hosted page. */
  origin: string;
  version: Version;
}

/**
 * Creates a session from a request body.
 * @throws {MonimeError} 400 if the body breaks a documented rule
 */
export function createMonimeSession(text: string, {origin, version}: RequestInfo, state: SandboxState): MonimeSession {
  const {sessions, newToken, clock} = state;
  const {lifetime, mixedCurrencies} = state.switches.monime;
  const order = parseBody(MonimeOrder, text);
  const lineItems = readLineItems(order, version);
  if (mixedCurrencies === 'refused' && totalsOf(lineItems).length > 1) {
    throw new MonimeError(400, 'validation_failed', 'lineItems: all must be in the same currency');
  }
  const id = sessions.newId('scs-');
  const session: MonimeSession = {
    provider: 'monime',
    id,
    pageKey: id,
    origin,
    title: order.name,
    description: order.description ?? null,
    lineItems,
    methods: methodsOf(order),
    successUrl: order.successUrl ?? null,
    cancelUrl: order.cancelUrl ?? null,
    ...initialState(clock.now(), lifetime),
    order,
    itemKeys: order.lineItems.map(({reference}) => ({id: `lit-${newToken()}`, reference: reference ?? newToken(12)})),
  };
  sessions.add(session);
  return session;
}
