import {createHmac} from 'node:crypto';
import {createServer} from 'node:http';
import {CALLS_A_SECOND, PAID, SESSIONS, SECONDS, WEBHOOK_SECRET} from './server-scenario.ts';

/** A provider with sessions that are paid one after the other: it answers in 20 ms and refuses what is over its rate. */

const calls: {session: number; at: number}[] = [];
const taken: number[] = [];
let refused = 0;
let start = performance.now();

/** Seconds after the start at which a session is paid: all within the middle of the run. */
function paidAt(session: number): number {
  return session < PAID ? SECONDS * (0.2 + (0.6 * session) / PAID) : Number.POSITIVE_INFINITY;
}

function statusOf(session: number): string {
  return (performance.now() - start) / 1000 >= paidAt(session) ? 'completed' : 'pending';
}

const server = createServer((request, response) => {
  const session = Number(/scs-(\d+)$/.exec(request.url ?? '')?.[1] ?? Number.NaN);
  const now = performance.now();
  calls.push({session, at: now});
  while ((taken[0] ?? now) < now - 1000) taken.shift();
  const over = taken.length >= CALLS_A_SECOND;
  if (over) refused += 1;
  else taken.push(now);
  setTimeout(() => {
    if (over) response.writeHead(429, {'Retry-After': '1'}).end();
    else if (Number.isNaN(session) || session >= SESSIONS) response.writeHead(404).end('{}');
    else response.end(JSON.stringify({result: resource(session)}));
  }, 20);
});

function resource(session: number) {
  return {
    id: `scs-${session}`,
    name: `Order ${session}`,
    status: statusOf(session),
    redirectUrl: `https://checkout.monime.io/scs-${session}`,
    lineItems: {data: [{name: 'Exercise book', quantity: 3, price: {currency: 'SLE', value: 2550}}]},
  };
}

/** As a provider does: tried again where it was not taken. */
async function tell(session: number, url: string): Promise<void> {
  const id = `scs-${session}`;
  const body = JSON.stringify({event: {name: 'checkout_session.completed'}, object: {id, type: 'checkout_session'}});
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const time = Math.floor(Date.now() / 1000);
    const v1 = createHmac('sha256', WEBHOOK_SECRET).update(`${time}_${body}`).digest('base64');
    const answer = await fetch(url, {method: 'POST', body, headers: {'Monime-Signature': `t=${time},v1=${v1}`}});
    if (answer.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}

export type ProviderReport = {calls: typeof calls; refused: number};

process.on('message', (message: {start: string | null} | 'report') => {
  if (message === 'report') return process.send?.({calls, refused} satisfies ProviderReport);
  const webhooks = message.start;
  start = performance.now();
  calls.length = 0;
  refused = 0;
  if (webhooks === null) return undefined;
  for (let session = 0; session < PAID; session += 1) {
    setTimeout(tell, paidAt(session) * 1000 + 50, session, webhooks);
  }
  return undefined;
});
server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
