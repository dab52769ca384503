import type {Server} from 'node:http';
import {serve} from '@hono/node-server';
import {onTestFinished} from 'vitest';
import {createSandbox, SANDBOX_KEYS} from '../../../src/sandbox/index.ts';
import {
  type CheckoutOptions,
  createCheckout,
  monime,
  type MonimeOrderOptions,
  type Order,
  paymongo,
  type PayMongoOrderOptions,
  type ProviderAdapter,
} from '../../../src/server/index.ts';

type Fetch = (request: Request) => Response | Promise<Response>;

/** Serves over real HTTP until the test is over. */
export async function listen(fetch: Fetch): Promise<string> {
  return new Promise((resolve) => {
    const server = serve({fetch, hostname: '127.0.0.1', port: 0}, ({port}) => resolve(`http://127.0.0.1:${port}`));
    onTestFinished(async () => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      server.close();
    });
  });
}

/** Closes a server when the test is over. */
export function closeLater(server: Server): void {
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
}

/** What reached the provider. */
interface Received {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

export interface ProviderServer {
  origin: string;
  /** Every API request, in order. */
  received: Received[];
  /** Answers instead of the sandbox, one for each of the next requests. */
  faults: Fetch[];
  /** Stands between the shop and the sandbox, which is `next`. */
  intercept: ((request: Request, next: Fetch) => Response | Promise<Response>) | null;
  /** What happens at the hosted page. */
  act(id: string, action: 'process' | 'pay' | 'cancel' | 'expire'): Promise<void>;
  /** What each session is at the provider; Monime forgets the deleted ones. */
  statuses(): Promise<Record<string, string>>;
}

/** The sandbox on a port of its own, with a record of what it is asked. */
export async function startProvider(): Promise<ProviderServer> {
  const sandbox = createSandbox();
  const received: Received[] = [];
  const faults: Fetch[] = [];
  const origin = await listen(async (request) => {
    const {pathname} = new URL(request.url);
    if (pathname.startsWith('/__sandbox')) return sandbox.fetch(request);
    const {method, headers} = request;
    received.push({method, path: pathname, headers: Object.fromEntries(headers), body: await request.clone().text()});
    const next = faults.shift() ?? sandbox.fetch;
    return server.intercept ? server.intercept(request, next) : next(request);
  });
  const server: ProviderServer = {
    origin,
    intercept: null,
    received,
    faults,
    async act(id, action) {
      const answer = await fetch(`${origin}/__sandbox/sessions/${id}`, {
        method: 'POST',
        headers: {'Content-Type': 'application/json'},
        body: JSON.stringify({action}),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    async statuses() {
      const answer = await fetch(`${origin}/__sandbox/sessions`);
      const {sessions}: {sessions: {id: string; status: string}[]} = await answer.json();
      return Object.fromEntries(sessions.map(({id, status}) => [id, status]));
    },
  };
  return server;
}

export const MONIME_ORDER: Order<MonimeOrderOptions> = {
  title: 'Two books',
  description: 'Picked up in Freetown',
  lineItems: [
    {name: 'Exercise book', quantity: 2, unitAmount: 2550, currency: 'SLE', description: 'A4, 80 pages'},
    {name: 'Delivery', quantity: 1, unitAmount: 1500, currency: 'SLE'},
  ],
};

export const PAYMONGO_ORDER: Order<PayMongoOrderOptions> = {
  title: 'Rice',
  lineItems: [{name: 'Rice 5 kg', quantity: 2, unitAmount: 12500, currency: 'PHP'}],
  customer: {name: 'Maria Santos', email: 'maria@shop.example', phone: '+639171234567'},
};

export function monimeAt({origin}: ProviderServer): ProviderAdapter<MonimeOrderOptions> {
  return monime({...SANDBOX_KEYS.monime, apiUrl: `${origin}/monime`});
}

export function paymongoAt({origin}: ProviderServer): ProviderAdapter<PayMongoOrderOptions> {
  return paymongo({secretKey: SANDBOX_KEYS.paymongo.secretKey, apiUrl: `${origin}/paymongo`});
}

export interface Answer {
  status: number;
  headers: Headers;
  json: Record<string, unknown>;
}

/** A shop over real HTTP, with the sandbox as its provider. */
export async function startShop<P>(
  adapterAt: (provider: ProviderServer) => ProviderAdapter<P>,
  options: Partial<CheckoutOptions<P>> = {},
) {
  const provider = await startProvider();
  let handle: Fetch = () => new Response(null, {status: 503});
  const origin = await listen((request) => handle(request));
  const errors: unknown[] = [];
  const checkout = createCheckout({
    provider: adapterAt(provider),
    origin,
    onError: (error) => errors.push(error),
    ...options,
  });
  handle = checkout.fetch;
  const base = `${origin}/checkout`;

  async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
    const {status, headers, ...answer} = await fetch(base + path, {redirect: 'manual', ...init}).then(
      async (response) => ({status: response.status, headers: response.headers, text: await response.text()}),
    );
    return {status, headers, json: answer.text === '' ? {} : JSON.parse(answer.text)};
  }

  /** As the widget does. */
  function post(body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return ask('/sessions', {
      method: 'POST',
      headers: {Origin: origin, 'Content-Type': 'application/json', ...headers},
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  return {provider, checkout, origin, base, errors, ask, post};
}

/** The id of a session that was just created. */
export function idOf({json}: Answer): string {
  const {id} = json;
  if (typeof id !== 'string') throw new Error(`No session: ${JSON.stringify(json)}`);
  return id;
}

/** The return reference in what the provider was told when the session was created. */
export function referenceIn({received}: ProviderServer): string {
  const urls = received.flatMap(({body}) => /ref=([\w-]{63})/.exec(body)?.[1] ?? []);
  const reference = urls.at(-1);
  if (!reference) throw new Error('No session was created.');
  return reference;
}

/** All that a session has when it leaves the server half. */
export const SESSION_KEYS = [
  'accent',
  'createdAt',
  'description',
  'expiresAt',
  'feesPassedOn',
  'framing',
  'hostedUrl',
  'id',
  'lineItems',
  'merchant',
  'methods',
  'orderNumber',
  'provider',
  'serverTime',
  'status',
  'testMode',
  'title',
  'totals',
];
