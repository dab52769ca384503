import {cpus} from 'node:os';
import {cell, table} from './markdown.ts';
import type {Results} from './server-results.ts';
import {CALLS_A_SECOND, paidSessions, PROVIDER_LATENCY_MS, type Scenario} from './server-scenario.ts';

/** How long widgets may take to know of a payment. */
const SOON_MS = 3000;

type Column = [title: string, value: (results: Results) => string];

/** The smallest value that this part of the values does not exceed; NaN if there is none. */
function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}

/** Seconds; "not seen" if the run was over before. */
function secondsCell(milliseconds: number): string {
  return milliseconds === Number.POSITIVE_INFINITY ? 'not seen' : cell(milliseconds / 1000, 1);
}

function loadColumns({seconds}: Scenario): Column[] {
  return [
    ['', ({name}) => name],
    ['polls/s', ({polls}) => cell(polls / seconds)],
    ['200', ({ok, polls}) => percent(ok, polls)],
    ['429', ({limited, polls}) => percent(limited, polls)],
    ['no answer', ({other}) => cell(other)],
    ['p50 ms', ({latencies}) => cell(percentile(latencies, 0.5))],
    ['p99 ms', ({latencies}) => cell(percentile(latencies, 0.99))],
    ['CPU ms a poll', ({cpuMsPerPoll}) => cell(cpuMsPerPoll, 2)],
    ['provider calls', ({reads}) => cell(reads)],
    ['most in a second', ({readsAtOnce}) => cell(readsAtOnce)],
    ['refused', ({refused}) => cell(refused)],
  ];
}

const PAYMENT_COLUMNS: Column[] = [
  ['', ({name}) => name],
  ['known p50 s', ({delays}) => secondsCell(percentile(delays, 0.5))],
  ['p99 s', ({delays}) => secondsCell(percentile(delays, 0.99))],
  ['within 3 s', ({delays}) => percent(delays.filter((delay) => delay <= SOON_MS).length, delays.length)],
  ['in the run', ({delays}) => percent(delays.filter(Number.isFinite).length, delays.length)],
  ['reads a payment', ({readsPerPayment}) => cell(readsPerPayment, 1)],
  ['reported in the run', ({isProxy, told, payments}) => (isProxy ? '–' : `${told} of ${payments}`)],
  ['lost', ({isProxy, lost}) => (isProxy ? '–' : cell(lost))],
  ['reported twice', ({isProxy, toldTwice}) => (isProxy ? '–' : cell(toldTwice))],
];

function tableOf(columns: readonly Column[], all: readonly Results[]): string {
  const titles = columns.map(([title]) => title);
  return table(
    titles,
    all.map((results) => columns.map(([, value]) => value(results))),
  );
}

/** Both tables in Markdown, with what was measured. */
export function reportOf(scenario: Scenario, all: readonly Results[]): string {
  const {widgets, sessions, seconds} = scenario;
  const processors = cpus();
  return `Measured with ${cell(widgets)} open widgets on ${cell(sessions)} sessions for ${seconds} seconds each.
${cell(paidSessions(scenario))} of the sessions are paid meanwhile.
The provider takes ${CALLS_A_SECOND} reads a second and answers in ${PROVIDER_LATENCY_MS} ms.
Shop, provider, store and widgets share one machine: ${processors.length} × ${processors[0]?.model ?? 'unknown processor'},
Node ${process.version}, ${new Date().toISOString().slice(0, 10)}.

${tableOf(loadColumns(scenario), all)}

When each open widget of a paid session knows of the payment, since its webhook, or since the payment if there are none:

${tableOf(PAYMENT_COLUMNS, all)}`;
}

/** What must not be, in words. */
export function faultsOf(all: readonly Results[]): string[] {
  const faults: string[] = [];
  for (const {name, refused, lost, toldTwice} of all.filter(({isProxy}) => !isProxy)) {
    if (refused > 0) faults.push(`${name}: the provider refused ${refused} calls.`);
    if (lost > 0) faults.push(`${name}: ${lost} payments are lost.`);
    if (toldTwice > 0) faults.push(`${name}: the hook was called ${toldTwice} times too often.`);
  }
  return faults;
}
