import {execFile} from 'node:child_process';
import {mkdir, mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {promisify} from 'node:util';
import {build} from 'vite';
import {expect, it, onTestFinished} from 'vitest';
import {listen} from '../../demo/listen.ts';
import {type Customer, sees} from './customer.ts';
import {letCustomersIn} from './customers.ts';

const enter = letCustomersIn();

/** Serves files of the package, by name, from an origin and a folder of its own; answers the folder's address. */
async function serve(find: (name: string) => string | undefined | Promise<string>): Promise<string> {
  const listener = await listen(0);
  onTestFinished(() => listener.close());
  listener.answerWith(async ({url}) => {
    const name = new URL(url).pathname.slice('/some/where/'.length);
    const type = name.endsWith('.js') ? 'text/javascript' : 'text/html';
    const headers = {'Content-Type': type, 'Access-Control-Allow-Origin': '*'};
    return new Response((await find(name)) ?? null, {headers});
  });
  return `http://127.0.0.1:${listener.port}/some/where/`;
}

/** A page with a script and an order that stands in it: to draw it the script has to fetch its other parts. */
function pageWith(script: string): string {
  const session = {id: 'cs_1', provider: 'paymongo', status: 'open', title: 'Kola Nut Books', lineItems: []};
  return `<!doctype html><html lang="en"><title>A shop</title><link rel="icon" href="data:," />
    <script type="module" src="${script}"></script>
    <monime-checkout><script type="application/json">${JSON.stringify(session)}</script></monime-checkout>`;
}

/** Looks at the page that stands in the folder. */
async function visit(find: (name: string) => string | undefined): Promise<Customer> {
  const customer = await enter();
  await customer.page.goto(await serve(find));
  return customer;
}

/** A merchant's project that has this package installed, and a module with this content. */
async function createProject(module: string): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'monime-checkout-'));
  onTestFinished(() => rm(root, {recursive: true}));
  await mkdir(join(root, 'node_modules'));
  await symlink(resolve('.'), join(root, 'node_modules/monime-checkout'));
  await writeFile(join(root, 'main.js'), module);
  return root;
}

it.each([
  ['monime-checkout', 'MonimeCheckoutElement'],
  ['monime-checkout/define', ''],
  ['monime-checkout/server', 'createCheckout'],
  ['monime-checkout/sandbox', 'createSandbox'],
  ['monime-checkout/sandbox/playwright', 'sandboxFixtures'],
])('can be imported without a DOM: %s', async (entry, name) => {
  const root = await createProject(`console.log(Object.keys(await import('${entry}')).join(' '));`);
  const {stdout, stderr} = await promisify(execFile)('node', ['main.js'], {cwd: root});
  expect(stdout.trim().split(' ')).toContain(name);
  expect(stderr).toBe('');
});

it.each(['monime-checkout', 'monime-checkout/define'])(
  'registers the tag when bundled for its effect: %s',
  async (entry) => {
    const root = await createProject(`import '${entry}';`);
    const input = join(root, 'main.js');
    const options = {write: false, rolldownOptions: {input, output: {entryFileNames: 'main.js'}}} as const;
    const built = await build({configFile: false, root, base: './', logLevel: 'error', build: options});
    if (!('output' in built)) throw new Error('The project was not built.');
    const files = new Map(built.output.flatMap((part) => (part.type === 'chunk' ? [[part.fileName, part.code]] : [])));
    const customer = await visit((name) => (name === '' ? pageWith('main.js') : files.get(name)));
    await customer.hears('ready');
    await sees(customer.page, 'Kola Nut Books');
  },
);

it('registers the tag by one script tag, from another origin and any folder', async () => {
  const cdn = await serve((name) => readFile(`dist/${name}`, 'utf8'));
  const customer = await visit(() => pageWith(`${cdn}monime-checkout.js`));
  await customer.hears('ready');
  await sees(customer.page, 'Kola Nut Books');
});
