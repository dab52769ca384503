import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {build} from 'vite';
import {afterAll, beforeAll, expect, it, onTestFinished} from 'vitest';
import * as z from 'zod/mini';
import {cdnSnippetOf, integrityOf} from '../../build/integrity.ts';
import {listen} from '../../demo/listen.ts';
import {type Customer, sees} from './customer.ts';
import {letCustomersIn} from './customers.ts';
import {pack, type PackedFile} from '../tools/packed.ts';

const enter = letCustomersIn();
const order = {id: 'cs_1', provider: 'paymongo', status: 'open', title: 'Kola Nut Books', lineItems: []};
let packed: PackedFile;

beforeAll(async () => {
  packed = await pack();
});
afterAll(() => packed.remove());

const ANY_ORIGIN = {'Access-Control-Allow-Origin': '*'};

/** Serves files of the package, by name, from an origin and a folder of its own; answers the folder's address. */
async function serve(
  find: (name: string) => string | undefined | Promise<string | undefined>,
  cors: Readonly<Record<string, string>> = ANY_ORIGIN,
): Promise<string> {
  const listener = await listen(0);
  onTestFinished(() => listener.close());
  listener.answerWith(async ({url}) => {
    const name = new URL(url).pathname.slice('/some/where/'.length);
    const type = name.endsWith('.js') ? 'text/javascript' : 'text/html';
    const headers = {'Content-Type': type, ...cors};
    return new Response((await find(name)) ?? null, {headers});
  });
  return `http://127.0.0.1:${listener.port}/some/where/`;
}

const scriptTag = (url: string) => `<script type="module" src="${url}"></script>`;

/** A page with a script and an order that stands in it: to draw it the script has to fetch its other parts. */
function pageWith(script: string): string {
  return `<!doctype html><html lang="en"><title>A shop</title><link rel="icon" href="data:," />
    ${script}
    <monime-checkout><script type="application/json">${JSON.stringify(order)}</script></monime-checkout>`;
}

/** Looks at the page that stands in the folder. */
async function visit(find: (name: string) => string | undefined): Promise<Customer> {
  const customer = await enter();
  await customer.page.goto(await serve(find));
  return customer;
}

/** The files of a merchant's project that imports the package, bundled; its entry is `main.js`. */
async function bundle(module: string, peers: string[] = []): Promise<Map<string, string>> {
  const root = await packed.createProject(peers);
  const input = join(root, 'main.js');
  await writeFile(input, module);
  const options = {write: false, rolldownOptions: {input, output: {entryFileNames: 'main.js'}}} as const;
  const built = await build({configFile: false, root, base: './', logLevel: 'error', build: options});
  if (!('output' in built)) throw new Error('The project was not built.');
  return new Map(built.output.flatMap((part) => (part.type === 'chunk' ? [[part.fileName, part.code]] : [])));
}

it.each(['monime-checkout', 'monime-checkout/define'])(
  'registers the tag when bundled for its effect: %s',
  async (entry) => {
    const files = await bundle(`import '${entry}';`);
    const customer = await visit((name) => (name === '' ? pageWith(scriptTag('main.js')) : files.get(name)));
    await customer.hears('ready');
    await sees(customer.page, 'Kola Nut Books');
  },
);

it.each([
  ['the component', `import {MonimeCheckout as Tag} from 'monime-checkout/react'; const listener = 'onReady';`],
  ['the tag', `import 'monime-checkout'; const Tag = 'monime-checkout', listener = 'onmonime-ready';`],
])('hands properties and events over to React 19: %s', async (_, imports) => {
  const files = await bundle(
    `import {createElement as h, StrictMode, useState} from 'react';
    import {createRoot} from 'react-dom/client';
    ${imports}
    function Shop() {
      const [title, setTitle] = useState('nothing');
      const tag = h(Tag, {session: ${JSON.stringify(order)}, disabled: true, [listener]: ({session}) => setTitle(session.title)});
      return h('main', null, tag, h('p', null, 'Heard of ' + title));
    }
    createRoot(document.querySelector('div')).render(h(StrictMode, null, h(Shop)));`,
    ['react', 'react-dom'],
  );
  const page =
    '<!doctype html><html lang="en"><title>A shop</title><div></div><script type="module" src="main.js"></script>';
  const customer = await visit((name) => (name === '' ? page : files.get(name)));
  await sees(customer.page, 'Heard of Kola Nut Books');
  expect(await customer.page.$eval('monime-checkout', ({disabled}) => disabled)).toBe(true);
});

it('registers the tag by one script tag, from another origin and any folder', async () => {
  const dist = join(await packed.createProject(), 'node_modules/monime-checkout/dist');
  const cdn = await serve((name) => readFile(join(dist, name), 'utf8'));
  const customer = await visit(() => pageWith(scriptTag(`${cdn}monime-checkout.js`)));
  await customer.hears('ready');
  await sees(customer.page, 'Kola Nut Books');
});

const Fields = z.object({unpkg: z.string(), jsdelivr: z.string()});

it.each([
  ['runs', 'that sends CORS headers', ANY_ORIGIN],
  ['does not run', 'that sends none', {}],
])('%s by the pinned snippet from a CDN %s', async (does, _, cors) => {
  const root = join(await packed.createProject(), 'node_modules/monime-checkout');
  const {unpkg, jsdelivr} = z.parse(Fields, JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  expect(packed.contents).toContain(jsdelivr);
  expect(unpkg).toBe(jsdelivr);
  const [snippet = ''] = /<script[^]*?<\/script>/.exec(cdnSnippetOf(integrityOf(join(root, jsdelivr)))) ?? [];
  const asked: string[] = [];
  const find = async (name: string) => {
    asked.push(name);
    return name === jsdelivr ? readFile(join(root, name), 'utf8') : undefined;
  };
  const cdn = await serve(find, cors);
  const script = snippet.replace(/https:.*monime-checkout@[\d.]+\//, cdn);
  expect(script).toContain(`src="${cdn}${jsdelivr}"`);
  const customer = await enter();
  customer.forgive(/CORS|ERR_FAILED/);
  const page = pageWith(script).replace('</monime-checkout>', 'Pay elsewhere</monime-checkout>');
  await customer.page.goto(await serve(() => page));
  await sees(customer.page, does === 'runs' ? 'Kola Nut Books' : 'Pay elsewhere');
  expect(await customer.page.evaluate(() => customElements.get('monime-checkout') !== undefined)).toBe(does === 'runs');
  expect(asked).toEqual([jsdelivr]);
});
