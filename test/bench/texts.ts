import type {Contestant} from './contestant.ts';
import {cell, nameCell, table} from './markdown.ts';
import {codeOf} from './phases/bytes.ts';
import {type LoadSamples, readyTimes, ratioTo} from './phases/load.ts';
import {openTimes} from './phases/open.ts';
import {type Section, sectionText} from './report.ts';
import {median} from './statistics.ts';

export interface Found {
  sections: readonly Section[];
  /** How often each was measured. */
  runs: number;
  /** Peers that could not be measured. */
  missing: readonly string[];
  machine: string;
  /** How slow the slow phone was; null where there was none. */
  slowPhone: string | null;
}

const HOW = `Every page is visited with a fresh browser, in rounds: each contestant once a round, in another order each time. A ratio is
taken within a round, then the median of all rounds: what slows the machine for a while slows both. _Half_ are the rounds
between the first and the third quarter. \`plain-again\` is \`plain\` once more: what lies between these two is noise.

- **Ours** are bold, under a strict [policy](csp.md#with-trusted-types), as are the plain ones. \`module\`: the script and nothing else. \`loader\`: the
  loader in the head, and [beside it](builds.md#the-loader) a link that names the first file; \`loader-alone\` is without that link. \`in-page\`: the session stands in the page, the files are named in the head. \`one-file\`: the build in one
  file. \`intent\` and \`frame\`: \`module\` with that \`preload\`; the mouse is on the button before it clicks.
- \`plain\` is what a shop would write by hand in plain DOM code: it fetches the session, draws it, and opens a dialog with a
  frame. \`opens-only\` draws no order. \`empty\` is a page with nothing on it.
- The others are checkouts for web pages as their documents say to use them, without a policy, as most of them fail under
  one. _Ready_ is not the same for all of them: the table says what can be done then. Their servers and hosted pages are
  stand-ins on this machine that speak as theirs do.
- A slow phone is a processor 6 times slower, and 400 ms and 400 kbit/s for each request. Connections to new hosts are not
  slowed: on a real network, who asks further hosts loses more than is shown here.`;

/** Everything that was found. */
export function fullText({sections, runs, missing, machine, slowPhone}: Found): string {
  const lost = missing.length > 0 ? `\n\nNot to be had for this run: ${missing.join(', ')}.` : '';
  return `<!-- Written by npm run bench -- --write. -->

# Benchmark

\`npm run bench\` measures it anew. This is of ${machine}; ${runs} rounds.${slowPhone ? ` ${slowPhone}` : ''}${lost}

${HOW}

${sections.map(sectionText).join('\n')}`;
}

/** What matters most, of all of them. */
export function summaryText(slow: LoadSamples, contestants: readonly Contestant[], machine: string): string {
  const rows = contestants.map((contestant) => {
    const {name, ready} = contestant;
    const {first, later, click} = codeOf(slow, contestant);
    return [
      nameCell(contestant),
      ready,
      cell(first.brotli + later.brotli + click.brotli),
      cell(median(readyTimes(slow, name))),
      cell(ratioTo(slow, name, 'plain'), 2),
      cell(median(openTimes(slow, name))),
    ];
  });
  const titles = ['', 'ready', 'code, bytes of brotli', 'ready, ms', '× plain', 'click to hosted page, ms'];
  return `On a slow phone (processor 6 times slower, 400 ms and 400 kbit/s a request). ${machine}:\n\n${table(titles, rows)}`;
}
