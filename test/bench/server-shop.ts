import {appendFileSync} from 'node:fs';
import {setTimeout} from 'node:timers/promises';
import {serve} from '@hono/node-server';
import {createCheckout, monime, type Store} from 'monime-checkout/server';
import {connect, type StoreTarget} from './server-connect.ts';
import {CALLS_A_SECOND, KEYS} from './server-scenario.ts';

/** One process of a shop: with the server half, or with the plain proxy that a merchant writes without it. */

export interface ShopConfig {
  kind: 'proxy' | 'checkout';
  providerOrigin: string;
  store: StoreTarget;
  hasWebhooks: boolean;
  /** File to which the hook appends the key of each order, one a line. */
  hookLog: string;
}

export type ShopCommand =
  /** Answers with the ids of new sessions. */
  | {type: 'create'; sessions: number}
  /** Answers with the processor's time that the process has used, in milliseconds. */
  | {type: 'cpu'}
  /** Does what `reconcile` does in the next minutes. The provider must take any number of requests. */
  | {type: 'reconcile'};

const CREATE_AT_ONCE = 20;
/** How far ahead the clock is for `reconcile`: what is left of a killed process is then taken over. */
const AHEAD_MS = 10 * 60_000;
const MAX_SWEEPS = 100;
/** After the last refusal, a queue keeps its lowest rate for so long, in milliseconds. */
const QUEUE_MEMORY_MS = 11_000;

const {kind, providerOrigin, store: target, hasWebhooks, hookLog}: ShopConfig = JSON.parse(process.argv[2] ?? '');
const apiUrl = `${providerOrigin}/monime`;

let aheadMs = 0;
const {now} = Date;
Date.now = () => now() + aheadMs;

async function proxy(request: Request): Promise<Response> {
  const id = new URL(request.url).pathname.split('/').at(-1);
  const answer = await fetch(`${apiUrl}/v1/checkout-sessions/${id}`, {
    headers: {Authorization: `Bearer ${KEYS.token}`, 'Monime-Space-Id': KEYS.spaceId},
  });
  const text = await answer.text();
  return new Response(text, {status: answer.status, headers: {'Content-Type': 'application/json'}});
}

function checkoutOf(store: Store | undefined, requestsPerSecond: number) {
  const {webhookSecret, ...credentials} = KEYS;
  return createCheckout({
    provider: monime({...credentials, ...(hasWebhooks && {webhookSecret}), apiUrl, requestsPerSecond}),
    origin: 'http://127.0.0.1:9',
    store,
    onCompleted: (_, {key}) => appendFileSync(hookLog, `${key}\n`),
    onError: () => undefined,
  });
}

type Checkout = ReturnType<typeof checkoutOf>;

async function create(checkout: Checkout, sessions: number): Promise<string[]> {
  const ids: string[] = [];
  const lineItems = [{name: 'Exercise book', quantity: 3, unitAmount: 2550, currency: 'SLE'}];
  while (ids.length < sessions) {
    const first = ids.length;
    const count = Math.min(CREATE_AT_ONCE, sessions - first);
    const orders = Array.from({length: count}, (_, index) => {
      const reference = `order-${first + index}`;
      return checkout.create({title: `Order ${reference}`, reference, lineItems});
    });
    for (const {id} of await Promise.all(orders)) if (id !== null) ids.push(id);
  }
  return ids;
}

/** Returns false if orders are left that fail. */
async function reconcile(checkout: Checkout): Promise<boolean> {
  await setTimeout(QUEUE_MEMORY_MS);
  aheadMs = AHEAD_MS;
  for (let sweeps = 0; sweeps < MAX_SWEEPS; sweeps += 1) {
    const {isPartial, failed} = await checkout.reconcile();
    if (!isPartial && failed === 0) return true;
  }
  return false;
}

function run(checkout: Checkout, command: ShopCommand): Promise<unknown> {
  switch (command.type) {
    case 'create':
      return create(checkout, command.sessions);
    case 'cpu': {
      const {user, system} = process.cpuUsage();
      return Promise.resolve((user + system) / 1000);
    }
    case 'reconcile':
      return reconcile(checkout);
  }
}

const store = await connect(target);
const fetchOf = kind === 'proxy' ? proxy : checkoutOf(store, CALLS_A_SECOND).fetch;
const unlimited = checkoutOf(store, 1_000_000);
process.on('message', (command: ShopCommand) => {
  void run(unlimited, command).then((answer) => process.send?.(answer));
});
process.on('disconnect', () => process.exit());
serve({fetch: fetchOf, hostname: '127.0.0.1', port: 0}, ({port}) => process.send?.(port));
