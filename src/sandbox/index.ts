import {setMaxListeners} from 'node:events';
import {setTimeout as wait} from 'node:timers/promises';
import {Hono} from 'hono';
import type {ProviderName} from '../core/session.ts';
import {qrPicture, script} from './assets.ts';
import {controlRoutes} from './control-api.ts';
import {dashboard} from './dashboard/routes.ts';
import {faulty} from './faults/middleware.ts';
import {hostedPages} from './hosted/routes.ts';
import {monimeApi} from './monime/api.ts';
import type {SandboxOptions} from './options.ts';
import {payMongoApi} from './paymongo/api.ts';
import {writeSessions} from './snapshot.ts';
import {createState, type SandboxState} from './state.ts';
import {stylesheet} from './stylesheet.ts';
import {Webhooks} from './webhooks/webhooks.ts';

export type {FaultRule} from './faults/rule.ts';
export {SANDBOX_KEYS, type SandboxKeys} from './keys.ts';
export type {SandboxOptions, WebhookOptions} from './options.ts';
export type {Switches, SwitchesPatch} from './switches.ts';

/** Both providers on this machine. */
export interface Sandbox {
  /**
   * Answers a request; needs no `this`.
   * @param env what `@hono/node-server` gives along: with it, a dropped connection is one
   */
  fetch: (request: Request, env?: object) => Promise<Response>;
  /** Ends what goes on without requests: webhooks on their way, payments in process. */
  close: () => void;
}

/** Lets sessions expire on time though nobody asks for them. */
async function watchExpiry({sessions, signal}: SandboxState): Promise<void> {
  while (!signal.aborted) {
    await wait(1000, null, {signal, ref: false});
    sessions.list();
  }
}

/**
 * Makes a sandbox: Monime's API under `/monime`, PayMongo's under `/paymongo`, hosted pages under `/pay`, a dashboard
 * at `/`, and `/__sandbox` for tests. Everything is in memory.
 * @throws {CheckoutError} `invalid_configuration` where an option cannot be
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const closing = new AbortController();
  // All that goes on hangs on this one signal: many listeners are no leak.
  setMaxListeners(0, closing.signal);
  const state = createState(options, closing.signal);
  const webhooks = new Webhooks(options.webhooks ?? {}, state);
  const {save} = options;
  if (save) state.sessions.listen(() => save(writeSessions(state.sessions.list().reverse())));
  const providers: ProviderName[] = options.provider ? [options.provider] : ['monime', 'paymongo'];

  const app = new Hono();
  app.get('/assets/sandbox.css', (c) => c.body(stylesheet, 200, {'Content-Type': 'text/css; charset=utf-8'}));
  app.get('/assets/sandbox.js', (c) => c.body(script, 200, {'Content-Type': 'text/javascript; charset=utf-8'}));
  app.get('/assets/qr.svg', (c) => c.body(qrPicture, 200, {'Content-Type': 'image/svg+xml'}));
  app.get('/favicon.ico', (c) => c.body(null, 204));
  for (const path of ['/monime/*', '/paymongo/*', '/pay/*']) app.use(path, faulty(state));
  if (providers.includes('monime')) app.route('/monime', monimeApi(state));
  if (providers.includes('paymongo')) app.route('/paymongo', payMongoApi(state));
  app.route('/pay', hostedPages(state));
  app.route('/__sandbox', controlRoutes(state, webhooks));
  app.route('/', dashboard(state, webhooks, providers));

  watchExpiry(state).catch(() => undefined);
  return {fetch: async (request, env) => app.fetch(request, env), close: () => closing.abort()};
}
