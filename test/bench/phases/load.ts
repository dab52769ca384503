import type {Contestant} from '../contestant.ts';
import {cell, nameCell, range, spread, table} from '../markdown.ts';
import type {Goal, Section} from '../report.ts';
import {numbers, type Samples} from '../rounds.ts';
import {median, ratios} from '../statistics.ts';
import {ITEMS, type Sample} from './sample.ts';

export type LoadSamples = Samples<Sample>;

/** Milliseconds to ready, round by round. */
function readyTimes(samples: LoadSamples, name: string): number[] {
  return numbers(samples, name, ({ready}) => ready);
}

function ratioTo(samples: LoadSamples, name: string, base: string): number {
  return median(ratios(readyTimes(samples, name), readyTimes(samples, base)));
}

/** The most that the policy has refused in one visit. */
function violations(samples: LoadSamples, name: string): number {
  return Math.max(0, ...(samples.get(name) ?? []).map((sample) => sample?.violations.length ?? 0));
}

/** What went wrong in a contestant's visits, in a few words; nothing where all is well. */
function trouble(samples: LoadSamples, {name, ready}: Contestant): string {
  const all = samples.get(name) ?? [];
  const failed = all.filter((sample) => sample === null).length;
  const undrawn = ready === 'the order is drawn' && all.some((sample) => sample && sample.rows !== ITEMS);
  const refused = violations(samples, name);
  return [
    failed > 0 ? `${failed} failed` : '',
    undrawn ? 'not all drawn' : '',
    refused > 0 ? `${refused} violations` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

function loadTable(samples: LoadSamples, contestants: readonly Contestant[]): string {
  return table(
    ['', 'ready', 'policy', 'ms', '× plain', 'half are between', '× shopify', 'trouble'],
    contestants
      .filter(({name}) => samples.has(name))
      .map((contestant) => {
        const {name, ready, strict} = contestant;
        const times = readyTimes(samples, name);
        const toPlain = ratios(times, readyTimes(samples, 'plain'));
        return [
          nameCell(contestant),
          ready,
          strict ? 'strict' : 'none',
          spread(times),
          cell(median(toPlain), 2),
          range(toPlain, 2),
          cell(ratioTo(samples, name, 'shopify'), 2),
          trouble(samples, contestant),
        ];
      }),
  );
}

/** Time to ready on a slow phone and on this machine. */
export function loadSection(fast: LoadSamples, slow: LoadSamples, contestants: readonly Contestant[]): Section {
  const goal = (text: string, name: string, base: string, limit: number): Goal => ({
    text,
    value: ratioTo(slow, name, base),
    limit,
  });
  return {
    title: 'Time to ready',
    body: `On a slow phone:\n\n${loadTable(slow, contestants)}\n\nOn this machine:\n\n${loadTable(fast, contestants)}`,
    goals: [
      goal('slow phone, rendered with inline style, to plain', 'rendered', 'plain', 0.5),
      goal('slow phone, rendered with linked style, to plain', 'rendered-linked', 'plain', 0.8),
      goal('slow phone, session in the page, to plain', 'in-page', 'plain', 1),
      goal('slow phone, loader as documented, to plain', 'loader', 'plain', 1.1),
      goal('slow phone, module, to plain', 'module', 'plain', 1.25),
      goal('slow phone, module, to shopify', 'module', 'shopify', 0.6),
      {
        text: 'violations of the policy by ours',
        value: Math.max(...contestants.flatMap(({name, kind}) => (kind === 'ours' ? violations(slow, name) : []))),
        limit: 0,
        digits: 0,
      },
    ],
  };
}
