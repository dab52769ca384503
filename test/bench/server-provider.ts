import {serve} from '@hono/node-server';
import {createSandbox, type Sandbox} from 'monime-checkout/sandbox';
import {CALLS_A_SECOND, PROVIDER_LATENCY_MS} from './server-scenario.ts';

/** The sandbox in a process of its own: it counts requests, is told to pay sessions, and sends the webhooks. */

export interface ProviderConfig {
  hasWebhooks: boolean;
}

export type ProviderCommand =
  /** Keeps to the rate and pays the sessions, each so many milliseconds from now. */
  | {type: 'start'; payments: {id: string; at: number}[]; shops: string[]}
  /** Sends webhooks to these shops, in turn. */
  | {type: 'shops'; shops: string[]}
  /** Takes any number of requests from now on. */
  | {type: 'report'};

export interface ProviderReport {
  /** Reads of sessions: when, in milliseconds since 1970, and of which. */
  reads: {id: string; at: number}[];
  refused: number;
  /** When a session was paid, and its webhook was sent for the first time. */
  paidAt: Map<string, number>;
  toldAt: Map<string, number>;
}

/** Pauses before a webhook that was not taken is sent again. */
const WEBHOOK_RETRIES_MS = [2000, 4000, 8000, 16_000];
const SESSION_PATH = /^\/monime\/v1\/checkout-sessions\/([^/]+)$/;

const {hasWebhooks}: ProviderConfig = JSON.parse(process.argv[2] ?? '');
let shops: string[] = [];
let webhooksSent = 0;
let report: ProviderReport = {reads: [], refused: 0, paidAt: new Map(), toldAt: new Map()};

async function count(sandbox: Sandbox, request: Request): Promise<Response> {
  const {pathname} = new URL(request.url);
  if (pathname === '/webhooks') return passOn(request);
  const id = request.method === 'GET' ? SESSION_PATH.exec(pathname)?.[1] : undefined;
  if (id !== undefined) report.reads.push({id, at: Date.now()});
  const answer = await sandbox.fetch(request);
  if (answer.status === 429) report.refused += 1;
  return answer;
}

/** Passes a webhook on to one of the shop's processes, as a load balancer does. */
async function passOn(request: Request): Promise<Response> {
  webhooksSent += 1;
  const shop = shops[webhooksSent % shops.length];
  const {headers} = request;
  try {
    return await fetch(`${shop}/checkout/webhooks`, {method: 'POST', headers, body: await request.text()});
  } catch {
    return new Response(null, {status: 502});
  }
}

async function control<Answer>(sandbox: Sandbox, path: string, method = 'GET', body?: object): Promise<Answer> {
  const init = {method, ...(body && {headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)})};
  const answer = await sandbox.fetch(new Request(`http://127.0.0.1/__sandbox${path}`, init));
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

/** Pays, and sends the webhook by hand: the sandbox itself sends one after the other. */
async function pay(sandbox: Sandbox, id: string): Promise<void> {
  await control(sandbox, `/sessions/${id}`, 'POST', {action: 'pay'});
  report.paidAt.set(id, Date.now());
  if (!hasWebhooks) return;
  const {deliveries} = await control<{deliveries: {id: string}[]}>(sandbox, `/webhooks?session=${id}`);
  const [delivery] = deliveries;
  if (!delivery) throw new Error(`There is no webhook for ${id}.`);
  report.toldAt.set(id, Date.now());
  for (const pause of [...WEBHOOK_RETRIES_MS, 0]) {
    const {state} = await control<{state: string}>(sandbox, `/webhooks/${delivery.id}`, 'POST');
    if (state === 'delivered') return;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

function setLimits(sandbox: Sandbox, isLimited: boolean): Promise<unknown> {
  return control(sandbox, '/switches', 'PATCH', {
    sandbox: {latency: isLimited ? PROVIDER_LATENCY_MS : 0},
    monime: {endpointLimit: isLimited ? CALLS_A_SECOND : null},
  });
}

async function run(sandbox: Sandbox, command: ProviderCommand): Promise<unknown> {
  switch (command.type) {
    case 'start':
      ({shops} = command);
      await setLimits(sandbox, true);
      report = {reads: [], refused: 0, paidAt: new Map(), toldAt: new Map()};
      for (const {id, at} of command.payments) setTimeout(pay, at, sandbox, id);
      return null;
    case 'shops':
      ({shops} = command);
      return null;
    case 'report': {
      const whole = {...report, reads: [...report.reads]};
      await setLimits(sandbox, false);
      return whole;
    }
  }
}

let sandbox: Sandbox | null = null;
const server = serve(
  {
    fetch: (request) => (sandbox ? count(sandbox, request) : new Response(null, {status: 503})),
    hostname: '127.0.0.1',
    port: 0,
  },
  ({port}) => {
    const started = createSandbox({
      provider: 'monime',
      switches: {webhooks: {held: true}},
      ...(hasWebhooks && {
        webhooks: {monime: {url: `http://127.0.0.1:${port}/webhooks`, events: ['checkout_session.completed']}},
      }),
    });
    sandbox = started;
    process.on('message', (command: ProviderCommand) => {
      void run(started, command).then((answer) => process.send?.(answer));
    });
    process.send?.(port);
  },
);
process.on('disconnect', () => server.close(() => process.exit()));
