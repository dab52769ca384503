import type {Contestant} from '../contestant.ts';
import {cell, nameCell, range, spread, table} from '../markdown.ts';
import type {Goal, Section} from '../report.ts';
import {numbers} from '../rounds.ts';
import {median, ratios} from '../statistics.ts';
import type {LoadSamples} from './load.ts';

/** Milliseconds from the click to the hosted page, round by round. */
function openTimes(samples: LoadSamples, name: string): number[] {
  return numbers(samples, name, ({open}) => open);
}

function openRatios(samples: LoadSamples, name: string): number[] {
  return ratios(openTimes(samples, name), openTimes(samples, 'plain'));
}

/** What was done before the click, in words. */
function before({name, hover}: Contestant): string {
  if (name === 'paystack-preload') return 'loaded with the page';
  return hover ? `hover ${hover}` : '';
}

function openTable(samples: LoadSamples, contestants: readonly Contestant[]): string {
  const rows = contestants
    .filter(({opens}) => opens)
    .map((contestant) => {
      const {name} = contestant;
      const found = openRatios(samples, name);
      return [
        nameCell(contestant),
        before(contestant),
        spread(openTimes(samples, name)),
        cell(median(found), 2),
        range(found, 2),
      ];
    });
  return table(['', 'before the click', 'ms', '× plain', 'half are between'], rows);
}

/** From the click to the load of the hosted page. */
export function openSection(fast: LoadSamples, slow: LoadSamples, contestants: readonly Contestant[]): Section {
  const goal = (text: string, name: string, limit: number): Goal => ({
    text,
    value: median(openRatios(slow, name)),
    limit,
  });
  return {
    title: 'From the click to the hosted page',
    body: `From the click until the hosted page has loaded and is painted. On a slow phone:

${openTable(slow, contestants)}

On this machine:

${openTable(fast, contestants)}

\`intent\` connects to no host here, because Chromium's private profiles ignore \`preconnect\`. The next table uses regular ones.`,
    goals: [
      goal('slow phone, module, to plain', 'module', 1),
      goal('slow phone, preload="frame", to plain', 'frame', 0.25),
    ],
  };
}
