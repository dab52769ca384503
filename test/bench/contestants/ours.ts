import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {sessionScript, widgetScripts} from 'monime-checkout/server';
import {type Asset, fileAsset} from '../assets.ts';
import type {Contestant, Measured} from '../contestant.ts';
import {HOSTED, sessionOf} from '../session.ts';
import {hosts} from './hosted.ts';
import {renderedInline, renderedLinked} from './rendered.ts';

const DIST = 'dist';
const ENTRY = 'monime-checkout.js';
const MODULE = `<script type="module" src="/monime/${ENTRY}"></script>`;
const LOADER = '<script src="/monime/loader.js"></script>';
const LINK = `<a href="https://${HOSTED}/{id}">Pay for your order</a>`;
/** Items of the session that the page contains. */
const ITEMS = 10;

function element(attributes = 'mode="modal"', child = ''): string {
  return `<monime-checkout session-id="{id}" endpoint="/checkout" ${attributes}>${LINK}${child}</monime-checkout>`;
}

function files(): Record<string, Asset> {
  const scripts = readdirSync(DIST, {recursive: true, encoding: 'utf8'})
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /^(chunks\/)?[\w.-]+\.js$/.test(file));
  return Object.fromEntries(scripts.map((file) => [`/monime/${file}`, fileAsset(join(DIST, file))]));
}

const SETUP = `const checkout = () => document.querySelector('monime-checkout');
bench.open = () => checkout().open();
bench.close = () => checkout().close();`;

/** What stands there when it is open, in modes where no hosted page will speak: no window opens without a click. */
const OPEN = {
  popup: `document.querySelector('.monime-checkout-dialog')?.shadowRoot.querySelector('.actions') != null`,
  qr: `checkout().shadowRoot.querySelector('.scan') !== null`,
};

/** The widget, in the ways that the documents show. */
export async function ours(): Promise<Contestant[]> {
  const ownFiles = files();
  const way = (name: string, measured: readonly Measured[], more: Partial<Contestant> = {}): Contestant => ({
    name,
    kind: 'ours',
    measured,
    ready: 'the order is drawn',
    files: ownFiles,
    head: MODULE,
    body: element(),
    strict: true,
    hosts,
    opens: true,
    ...more,
  });
  const opened = (mode: string, setup: string) =>
    way(mode, ['leaks'], {body: element(`mode="${mode}"`), setup: SETUP + setup});
  const linked = await renderedLinked(ITEMS);
  return [
    way('module', ['load', 'intent', 'many', 'idle']),
    way('loader', ['load', 'idle'], {head: `<link rel="modulepreload" href="/monime/${ENTRY}">${LOADER}`}),
    way('loader-alone', ['load'], {head: LOADER}),
    way('in-page', ['load', 'idle'], {
      head: widgetScripts('/monime/'),
      body: element('mode="modal"', sessionScript(sessionOf(ITEMS))),
    }),
    way('rendered', ['load', 'idle'], renderedInline(ITEMS)),
    way('rendered-linked', ['load', 'idle'], {...linked, files: {...ownFiles, ...linked.files}}),
    way('one-file', ['load'], {head: '<script type="module" src="/monime/monime-checkout.one.js"></script>'}),
    way('intent', ['load', 'intent', 'idle'], {body: element('mode="modal" preload="intent"'), hover: 'connects'}),
    way('frame', ['load', 'intent', 'idle'], {body: element('mode="modal" preload="frame"'), hover: 'loads'}),
    way('given', ['items'], {body: '<monime-checkout mode="modal"></monime-checkout>'}),
    opened('modal', ''),
    opened('inline', ''),
    ...Object.entries(OPEN).map(([mode, open]) =>
      opened(mode, `bench.isOpen = () => ${open}; bench.isClosed = () => !bench.isOpen();`),
    ),
  ];
}
