import {MISSED} from './missed.ts';
import {type Section, sectionText} from './report.ts';

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

const HOW = `Every page is visited with a fresh browser profile, in rounds: each round visits every contestant once, in random order. Ratios
are computed within a round. The tables show the median of all rounds, because a slow period of the machine slows all
contestants. _Half_ is the range between the first and the third quartile. \`plain-again\` is a second run of \`plain\`: the
difference is noise.

**Ours** are bold. They and the plain pages run under a strict [policy](csp.md#with-trusted-types).

- \`rendered\` and \`rendered-linked\`: the order as HTML by [\`renderCheckout\`](server-rendering.md). Its style is inline (with a
  nonce), or a linked style sheet that the head preloads.
- \`in-page\`: the page contains the session as JSON, and the head preloads the widget's files.
- \`loader\`: the loader in the head, with [a link](builds.md#the-loader) to the first file. \`loader-alone\` has no such link.
- \`module\`: the script only. \`one-file\`: the single-file build. \`intent\` and \`frame\`: \`module\` with that \`preload\`; the mouse
  hovers over the button before it clicks.

The others:

- \`plain\` is DOM code as a shop would write it: it fetches the session, shows it, and opens a dialog with a frame. \`opens-only\`
  shows no order. \`empty\` is a page without content.
- The other checkouts are used as their documentation says, without a policy, because most of them fail under one. _Ready_
  differs between them; the table says what works then. Local servers replace their servers and hosted pages, and send the
  same messages.

**The order is drawn** when every item and the button or link that pays are in the document, and a linked style sheet has
loaded. \`rendered\` does not wait for the widget.

**A slow phone** has a 6 times slower processor. Each request takes 400 ms, and all requests share 400 kbit/s. A connection to
a new host takes three more round trips (DNS, TCP, TLS 1.3), 1,200 ms from the moment when the browser connects. So a
preconnected host costs no more, and further requests share the connection (HTTP/2). The customer comes from another page of
the shop: its host is connected, every other host is new, and nothing is cached.

Chromium separates the connections of cross-site frames from those of the page. So a \`preconnect\` in the page does not help a
frame; [\`preload="frame"\`](builds.md#before-the-click) does.`;

/** The page with all results. */
export function fullText({sections, runs, missing, machine, slowPhone}: Found): string {
  const lost =
    missing.length > 0 ? `\n\nNot measured, because they could not be installed: ${missing.join(', ')}.` : '';
  return `<!-- Written by npm run bench -- --write. -->

# Benchmark

\`npm run bench\` measures again; with \`-- --write\` it also updates this page. Measured on ${machine}; ${runs} rounds.${slowPhone ? ` ${slowPhone}` : ''}${lost}

${HOW}

${sections.map(sectionText).join('\n')}
${MISSED}`;
}
