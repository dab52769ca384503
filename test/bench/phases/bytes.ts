import {type Asset, gzipSize} from '../assets.ts';
import type {Contestant} from '../contestant.ts';
import {cell, nameCell, table} from '../markdown.ts';
import type {Fetched} from '../page/bench.ts';
import type {Section} from '../report.ts';
import {SHOP} from '../servers.ts';
import type {LoadSamples} from './load.ts';

interface Sizes {
  raw: number;
  gzip: number;
  brotli: number;
}

/** Bytes of the scripts and style sheets that the shop has sent. */
function sizesOf(fetched: readonly Fetched[], files: Readonly<Record<string, Asset>>): Sizes {
  const sent = fetched.flatMap(({url}) => (url.startsWith(SHOP) ? (files[new URL(url).pathname] ?? []) : []));
  const sum = (size: (asset: Asset) => number) => sent.reduce((total, asset) => total + size(asset), 0);
  return {raw: sum(({body}) => body.length), gzip: sum(gzipSize), brotli: sum(({brotli}) => brotli.length)};
}

/** What of the page's code was there when it was ready, what came by itself later, and what the click added. */
function codeOf(samples: LoadSamples, {name, files}: Contestant) {
  const sample = samples.get(name)?.find((sample) => sample !== null);
  const {ready = 0, before = [], added = []} = sample ?? {};
  return {
    first: sizesOf(
      before.filter(({end}) => end <= ready),
      files,
    ),
    later: sizesOf(
      before.filter(({end}) => end > ready),
      files,
    ),
    click: sizesOf(added, files),
    requests: before.length,
  };
}

/** Bytes of code: scripts and style sheets, as the browser has fetched them. */
export function bytesSection(samples: LoadSamples, contestants: readonly Contestant[]): Section {
  const rows = contestants.map((contestant) => {
    const {first, later, click, requests} = codeOf(samples, contestant);
    const total = first.brotli + later.brotli + click.brotli;
    return [
      nameCell(contestant),
      cell(first.raw),
      cell(first.gzip),
      cell(first.brotli),
      cell(later.brotli),
      cell(click.brotli),
      cell(total),
      cell(requests),
    ];
  });
  const module = contestants.find(({name}) => name === 'module');
  const firstPaint = module && samples.get('module')?.some(Boolean) ? codeOf(samples, module).first.brotli : Number.NaN;
  return {
    title: 'Bytes',
    body: `Scripts and style sheets that the browser fetched, without the page's HTML. _When ready_ is what had arrived until the page was
ready, _later_ what arrived after that without a click. _Requests_ counts all until then, including sessions and other hosts.

${table(
  [
    '',
    'when ready, raw',
    'when ready, gzip',
    'when ready, brotli',
    'later, brotli',
    'by the click, brotli',
    'together, brotli',
    'requests',
  ],
  rows,
)}`,
    goals: [{text: 'module, bytes of brotli before the first paint', value: firstPaint, limit: 22_000, digits: 0}],
  };
}
