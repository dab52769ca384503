import type {Measured} from './server-run.ts';

/** Results of one run. Times in milliseconds. */
export interface Results {
  name: string;
  isProxy: boolean;
  polls: number;
  /** Polls that were answered 200 or 429, and those that were not answered, or otherwise. */
  ok: number;
  limited: number;
  other: number;
  latencies: number[];
  cpuMsPerPoll: number;
  reads: number;
  refused: number;
  /** The most reads in any second. */
  readsAtOnce: number;
  /** Reads of paid sessions since they were paid, for each. */
  readsPerPayment: number;
  /** From the webhook, or else the payment, until each widget of the session knew; `Infinity` if not in the run. */
  delays: number[];
  /** Payments that the hook was called for in the run, and those that it was never called for. */
  payments: number;
  told: number;
  lost: number;
  toldTwice: number;
}

export function resultsOf({run, seen, provider, cpuMs, told}: Measured): Results {
  const status = (code: number) => seen.statuses.get(code) ?? 0;
  const polls = [...seen.statuses.values()].reduce((sum, count) => sum + count, 0);
  const {reads, refused, paidAt, toldAt} = provider;
  const delays = seen.widgets
    .filter(({id}) => paidAt.has(id))
    .map(({id, knownAt}) => knownAt - (toldAt.get(id) ?? paidAt.get(id) ?? Number.NaN));
  const readsSincePaid = reads.filter(({id, at}) => at >= (paidAt.get(id) ?? Number.POSITIVE_INFINITY));
  return {
    name: run.name,
    isProxy: run.kind === 'proxy',
    polls,
    ok: status(200),
    limited: status(429),
    other: polls - status(200) - status(429),
    latencies: seen.latencies,
    cpuMsPerPoll: cpuMs / polls,
    reads: reads.length,
    refused,
    readsAtOnce: most(reads.map(({at}) => at)),
    readsPerPayment: readsSincePaid.length / paidAt.size,
    delays,
    payments: paidAt.size,
    told: new Set(told.inTime).size,
    lost: paidAt.size - new Set(told.all).size,
    toldTwice: told.all.length - new Set(told.all).size,
  };
}

/** The most of these moments (ascending) that any second holds. */
function most(moments: readonly number[]): number {
  let first = 0;
  let highest = 0;
  moments.forEach((moment, index) => {
    while ((moments[first] ?? 0) <= moment - 1000) first += 1;
    highest = Math.max(highest, index - first + 1);
  });
  return highest;
}
