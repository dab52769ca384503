import {Hono} from 'hono';
import {SANDBOX_KEYS} from '../../../src/sandbox/index.ts';
import {
  type CheckoutOptions,
  type CheckoutSession,
  monime,
  type MonimeOrderOptions,
  type ProviderAdapter,
  type TelemetryEvent,
} from '../../../src/server/index.ts';
import type {ProviderSession} from '../../../src/server/adapters/adapter.ts';
import {type Settings, validateOptions} from '../../../src/server/config/options.ts';
import {createOrders, type Orders} from '../../../src/server/orders/orders.ts';
import {errorResponse} from '../../../src/server/routes/error-response.ts';
import type {RoutesApp, RoutesEnv} from '../../../src/server/routes/routes-app.ts';
import {memoryStore} from '../../../src/server/stores/memory-store.ts';
import {sessionWith} from '../sessions.ts';
import {MONIME_SECRET} from './signing.ts';

export const ORIGIN = 'https://shop.example';
/** Of the form of a return reference. */
export const REFERENCE = `o${'a'.repeat(62)}`;

export type AddRoutes = (
  app: RoutesApp,
  settings: Settings<MonimeOrderOptions>,
  orders: Orders<MonimeOrderOptions>,
) => void;

/** What the provider says of a session. */
export function foundWith(
  session: Partial<CheckoutSession> = {},
  more: Omit<Partial<ProviderSession>, 'session'> = {},
): ProviderSession {
  return {session: sessionWith(session), payments: [], successUrl: null, reference: null, endedAt: null, ...more};
}

export function monimeAdapter(): ProviderAdapter<MonimeOrderOptions> {
  return monime({...SANDBOX_KEYS.monime, webhookSecret: MONIME_SECRET});
}

/** Routes without a network: over orders that answer as the test says. */
export function startRoutes(
  addRoutes: AddRoutes[],
  orders: Partial<Orders<MonimeOrderOptions>>,
  options: Partial<CheckoutOptions<MonimeOrderOptions>> = {},
) {
  const errors: unknown[] = [];
  const events: TelemetryEvent[] = [];
  const kept: Promise<unknown>[] = [];
  const settings = validateOptions({
    provider: monimeAdapter(),
    origin: ORIGIN,
    store: memoryStore(),
    onError: (error) => errors.push(error),
    onEvent: (event) => events.push(event),
    ...options,
  });
  const app = new Hono<RoutesEnv>();
  for (const add of addRoutes) add(app, settings, {...createOrders(settings), ...orders});
  app.onError((error) => errorResponse(error, settings.report));
  const waitUntil = (work: Promise<unknown>) => void kept.push(work);
  const ask = async (path: string, init: RequestInit = {}) => {
    const {status, headers, ...response} = await Promise.resolve(app.request(path, init, {waitUntil})).then(
      async (answer) => ({status: answer.status, headers: answer.headers, text: await answer.text()}),
    );
    const isJson = headers.get('Content-Type')?.includes('json');
    return {status, headers, text: response.text, json: isJson ? JSON.parse(response.text) : null};
  };
  return {app, ask, errors, events, kept, waitUntil};
}
