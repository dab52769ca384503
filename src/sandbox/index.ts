import {setMaxListeners} from 'node:events';
import {setTimeout as wait} from 'node:timers/promises';
import {Hono} from 'hono';
import type {ProviderName} from '../core/session.ts';
import {qrPicture, script} from './assets.ts';
import {controlRoutes} from './control-api.ts';
import {dashboard} from './dashboard/routes.ts';
import {faultMiddleware} from './faults/middleware.ts';
import {hostedPages} from './hosted/routes.ts';
import {monimeApi} from './monime/api.ts';
import type {SandboxOptions} from './options.ts';
import {payMongoApi} from './paymongo/api.ts';
import {serializeSessions} from './snapshot.ts';
import {createState, type SandboxState} from './state.ts';
import {stylesheet} from './stylesheet.ts';
import {Webhooks} from './webhooks/webhooks.ts';

export type {FaultRule} from './faults/rule.ts';
export {SANDBOX_KEYS, type SandboxKeys} from './keys.ts';
export type {SandboxOptions, WebhookOptions} from './options.ts';
export type {Switches, SwitchesPatch} from './switches.ts';

/** A local fake of Monime and PayMongo. */
export interface Sandbox {
  /**
   * Handles a request. Works without `this`.
   * @param env the bindings of `@hono/node-server`; with them, the fault `dropped` closes the real socket
   */
  fetch: (request: Request, env?: object) => Promise<Response>;
  /** Stops background work: pending webhooks, payments in process, and the expiry timer. */
  close: () => void;
}

/** Lists the sessions every second: listing expires what is due, so the webhook is sent even if no request arrives. */
async function watchExpiry({sessions, signal}: SandboxState): Promise<void> {
  while (!signal.aborted) {
    await wait(1000, null, {signal, ref: false});
    sessions.list();
  }
}

/**
 * Creates a sandbox: Monime's API under `/monime`, PayMongo's under `/paymongo`, hosted pages under `/pay`, a dashboard
 * at `/`, and routes for tests under `/__sandbox`. State is kept in memory; see the options `save` and `saved`.
 * @throws {CheckoutError} `invalid_configuration` if an option is invalid
 * @example
 * const sandbox = createSandbox({seed: 1});
 * const response = await sandbox.fetch(new Request('http://localhost/'));
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const closeController = new AbortController();
  // All background work listens to this signal, so a large number of listeners is not a leak.
  setMaxListeners(0, closeController.signal);
  const state = createState(options, closeController.signal);
  const webhooks = new Webhooks(state);
  const {save} = options;
  if (save) state.sessions.subscribe(() => save(serializeSessions(state.sessions.list().reverse())));
  const providers: ProviderName[] = options.provider ? [options.provider] : ['monime', 'paymongo'];

  const app = new Hono();
  app.get('/assets/sandbox.css', (c) => c.body(stylesheet, 200, {'Content-Type': 'text/css; charset=utf-8'}));
  app.get('/assets/sandbox.js', (c) => c.body(script, 200, {'Content-Type': 'text/javascript; charset=utf-8'}));
  app.get('/assets/qr.svg', (c) => c.body(qrPicture, 200, {'Content-Type': 'image/svg+xml'}));
  app.get('/favicon.ico', (c) => c.body(null, 204));
  for (const path of ['/monime/*', '/paymongo/*', '/pay/*']) app.use(path, faultMiddleware(state));
  if (providers.includes('monime')) {
    const monime = monimeApi(state);
    app.get('/monime/', (c) => monime.fetch(new Request(new URL('/', c.req.url), c.req.raw)));
    app.route('/monime', monime);
  }
  if (providers.includes('paymongo')) app.route('/paymongo', payMongoApi(state));
  app.route('/pay', hostedPages(state));
  app.route('/__sandbox', controlRoutes(state, webhooks));
  app.route('/', dashboard(state, webhooks, providers));

  watchExpiry(state).catch(() => undefined);
  return {fetch: async (request, env) => app.fetch(request, env), close: () => closeController.abort()};
}
