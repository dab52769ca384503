import type {Contestant} from './contestant.ts';
import {cell, nameCell, table} from './markdown.ts';
import {MISSED} from './missed.ts';
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
  /** How slow the slow phone was; null if it was not used. */
  slowPhone: string | null;
}

const HOW = `Every page is visited with a fresh browser profile, in rounds: each contestant once a round, in random order. A ratio is taken
within a round, then the median of all rounds is reported, because a machine that is slow for a while slows both. _Half_ are
the rounds between the first and the third quartile. \`plain-again\` is \`plain\` once more: the difference is noise.

**Ours** are bold, under a strict [policy](csp.md#with-trusted-types), as are the plain ones.

- \`rendered\` and \`rendered-linked\`: the order as HTML by [\`renderCheckout\`](server-rendering.md), with its style in the page (by
  nonce), or as a linked style sheet that the head preloads.
- \`in-page\`: the page contains the session as JSON, and the head names the widget's files.
- \`loader\`: the loader in the head, and [beside it](builds.md#the-loader) a link that names the first file. \`loader-alone\` is
  without that link.
- \`module\`: the script and nothing else. \`one-file\`: the build in one file. \`intent\` and \`frame\`: \`module\` with that
  \`preload\`; the mouse is on the button before it clicks.

The others:

- \`plain\` is plain DOM code, as a shop would write it: it fetches the session, draws it, and opens a dialog with a frame.
  \`opens-only\` draws no order. \`empty\` is a page without content.
- The other checkouts are used as their documentation says, without a policy, because most of them fail under one. _Ready_ is
  not the same for all of them: the table says what can be done then. Their servers and hosted pages are stand-ins on this
  machine that send the same messages.

**The order is drawn** when every item and the button (or link) that pays are in the document, and a linked style sheet has
loaded. For \`rendered\` this does not wait for the widget.

**A slow phone** has a processor 6 times slower. Each request takes 400 ms, and 400 kbit/s are shared. A connection to a new
host takes three round trips more, 1,200 ms: DNS, TCP and TLS 1.3. They are counted from the moment when the browser connects.
So a preconnected host costs nothing more, and further requests share the connection, by HTTP/2. The customer comes from
another page of the shop: the shop's own host is connected, every other host is new, and nothing is cached.

Chromium separates the connections of cross-site frames from those of the page that embeds them. So a \`preconnect\` in the page
does not help a frame; [\`preload="frame"\`](builds.md#before-the-click) does.`;

/** Everything that was found. */
export function fullText({sections, runs, missing, machine, slowPhone}: Found): string {
  const lost = missing.length > 0 ? `\n\nNot to be had for this run: ${missing.join(', ')}.` : '';
  return `<!-- Written by npm run bench -- --write. -->

# Benchmark

\`npm run bench\` measures again, and \`npm run bench -- --write\` updates this page. Measured on ${machine}; ${runs} rounds.${slowPhone ? ` ${slowPhone}` : ''}${lost}

${HOW}

${sections.map(sectionText).join('\n')}
${MISSED}`;
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
  return `On a slow phone (processor 6 times slower, 400 ms and 400 kbit/s a request, 1,200 ms more for a new host). ${machine}:\n\n${table(titles, rows)}`;
}
