import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import type {ProviderReport} from './server-provider.ts';
import {APART, CALLS_A_SECOND, PAID, SECONDS, SESSIONS, WIDGETS} from './server-scenario.ts';
import {poll, type Seen} from './server-widgets.ts';

/** Runs one of the files beside this one, which says where it listens. */
async function run(file: string, ...args: string[]): Promise<{child: ChildProcess; origin: string}> {
  const child = fork(new URL(file, import.meta.url), args, {env: {...process.env, NODE_ENV: 'test'}});
  const [{port}] = await once(child, 'message');
  return {child, origin: `http://127.0.0.1:${port}`};
}

/** The most of these moments (ascending) that any stretch of so many milliseconds holds. */
function most(moments: readonly number[], milliseconds: number): number {
  let first = 0;
  let highest = 0;
  moments.forEach((moment, index) => {
    while ((moments[first] ?? 0) <= moment - milliseconds) first += 1;
    highest = Math.max(highest, index - first + 1);
  });
  return highest;
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

interface Row extends Seen {
  name: string;
  calls: number;
  callsAtOnce: number;
  sessionAtOnce: number;
  refusedCalls: number;
}

async function measure(name: string, kind: 'proxy' | 'checkout', webhooks: boolean): Promise<Row> {
  const provider = await run('./server-provider.ts');
  const shop = await run('./server-shop.ts', kind, provider.origin);
  provider.child.send({start: webhooks ? `${shop.origin}/checkout/webhooks` : null});
  const seen = await poll(shop.origin);
  provider.child.send('report');
  const [report] = await once(provider.child, 'message');
  const {calls, refused}: ProviderReport = report;
  shop.child.kill();
  provider.child.kill();
  const bySession = new Map<number, number[]>();
  for (const {session, at} of calls) bySession.set(session, [...(bySession.get(session) ?? []), at]);
  return {
    ...seen,
    name,
    calls: calls.length,
    callsAtOnce: most(
      calls.map(({at}) => at),
      1000,
    ),
    sessionAtOnce: Math.max(...[...bySession.values()].map((moments) => most(moments, APART))),
    refusedCalls: refused,
  };
}

function print(rows: readonly Row[]): void {
  const columns: [string, (row: Row) => string][] = [
    ['', ({name}) => name],
    ['requests/s', ({requests}) => (requests / SECONDS).toFixed(0)],
    ['p50 ms', ({latencies}) => percentile(latencies, 0.5).toFixed(1)],
    ['p99 ms', ({latencies}) => percentile(latencies, 0.99).toFixed(1)],
    ['answered 200', ({requests, refused}) => `${(100 * (1 - refused / requests)).toFixed(0)} %`],
    ['no answer', ({failed}) => String(failed)],
    ['provider calls', ({calls}) => String(calls)],
    ['refused there', ({refusedCalls}) => String(refusedCalls)],
    ['most in a second', ({callsAtOnce}) => String(callsAtOnce)],
    ['of one session', ({sessionAtOnce}) => String(sessionAtOnce)],
    ['know of payment', ({completed, paid}) => `${completed} of ${paid}`],
  ];
  console.log(
    `${WIDGETS} widgets, ${SESSIONS} sessions, ${PAID} of them paid, ${SECONDS} s, a provider of ${CALLS_A_SECOND} calls/s\n`,
  );
  for (const [title, value] of columns) {
    console.log(title.padEnd(18) + rows.map((row) => value(row).padStart(26)).join(''));
  }
}

const rows = [
  await measure('plain proxy', 'proxy', false),
  await measure('server half', 'checkout', false),
  await measure('server half, webhooks', 'checkout', true),
];
print(rows);
for (const {name, callsAtOnce, sessionAtOnce, refusedCalls} of rows.slice(1)) {
  if (sessionAtOnce > 1) throw new Error(`${name}: a session was asked for ${sessionAtOnce} times in a second.`);
  if (callsAtOnce > CALLS_A_SECOND || refusedCalls > 0) throw new Error(`${name}: over the provider's rate.`);
}
process.exit();
