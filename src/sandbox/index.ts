import {Hono} from 'hono';
import {qrPicture, script} from './assets.ts';
import {controlRoutes} from './control.ts';
import {homePage} from './home.ts';
import {hostedPages} from './hosted/routes.ts';
import {pageHeaders} from './html.ts';
import {monimeApi} from './monime/api.ts';
import type {SandboxOptions} from './options.ts';
import {payMongoApi} from './paymongo/api.ts';
import {createState} from './state.ts';
import {stylesheet} from './stylesheet.ts';

export {SANDBOX_KEYS, type SandboxKeys, type SandboxOptions, type Switches, type SwitchesPatch} from './options.ts';

/** Both providers on this machine. */
export interface Sandbox {
  /** Answers a request; needs no `this`. */
  fetch: (request: Request) => Promise<Response>;
}

/**
 * Makes a sandbox: Monime's API under `/monime`, PayMongo's under `/paymongo`, hosted pages under `/pay`, and
 * `/__sandbox` for tests. Everything is in memory.
 * @throws {CheckoutError} `invalid_configuration` where an option cannot be
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const state = createState(options);
  const app = new Hono();
  app.get('/', (c) =>
    c.html(homePage(state, state.originOf(c.req.raw)), 200, pageHeaders({framing: 'refused', coop: false})),
  );
  app.get('/assets/sandbox.css', (c) => c.body(stylesheet, 200, {'Content-Type': 'text/css; charset=utf-8'}));
  app.get('/assets/sandbox.js', (c) => c.body(script, 200, {'Content-Type': 'text/javascript; charset=utf-8'}));
  app.get('/assets/qr.svg', (c) => c.body(qrPicture, 200, {'Content-Type': 'image/svg+xml'}));
  app.get('/favicon.ico', (c) => c.body(null, 204));
  app.route('/monime', monimeApi(state));
  app.route('/paymongo', payMongoApi(state));
  app.route('/pay', hostedPages(state));
  app.route('/__sandbox', controlRoutes(state));
  return {fetch: async (request) => app.fetch(request)};
}
