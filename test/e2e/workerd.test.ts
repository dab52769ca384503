import {execFile, spawn} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {expect, it, onTestFinished} from 'vitest';
import {freePort} from '../server/free-port.ts';
import {bundle} from './bundle.ts';

const ORDER = {
  id: 'scs-1042',
  provider: 'monime',
  status: 'open',
  title: 'Order <1042>',
  lineItems: [{name: 'Exercise book', quantity: 2, unitAmount: 2550, currency: 'SLE'}],
  accent: '#aa3300',
  hostedUrl: 'https://checkout.monime.io/scs-1042',
};
const OPTIONS = {endpoint: '/checkout', lang: 'fr', nonce: 'abc'};
const RENDER = `renderCheckout(${JSON.stringify(ORDER)}, ${JSON.stringify(OPTIONS)})`;
const IMPORT = "import {renderCheckout} from 'monime-checkout/server/render';";

/** Serves a script with workerd, the runtime of Cloudflare Workers; answers its origin. */
async function serve(code: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'monime-checkout-'));
  onTestFinished(() => rm(folder, {recursive: true}));
  const port = await freePort();
  await writeFile(join(folder, 'worker.js'), code);
  const config = `using Workerd = import "/workerd/workerd.capnp";
    const config :Workerd.Config = (
      services = [(name = "main", worker = .worker)],
      sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")]
    );
    const worker :Workerd.Worker = (
      serviceWorkerScript = embed "worker.js",
      compatibilityDate = "2026-01-01"
    );`;
  await writeFile(join(folder, 'config.capnp'), config);
  const child = spawn('npx', ['workerd', 'serve', join(folder, 'config.capnp')], {stdio: 'inherit', detached: true});
  onTestFinished(() => void (child.pid && process.kill(-child.pid)));
  return `http://127.0.0.1:${port}`;
}

it('renders in workerd what it renders in Node', async () => {
  const module = `${IMPORT} addEventListener('fetch', (event) => event.respondWith(new Response(${RENDER})));`;
  const code = (await bundle(module, ['workerd'])).get('main.js') ?? '';
  const origin = await serve(code);
  const answer = () => fetch(origin).then((response) => response.text());
  await expect.poll(() => answer().catch(() => ''), {timeout: 20_000}).toContain('<monime-checkout');
  const {stdout} = await promisify(execFile)('node', [
    '--input-type=module',
    '--eval',
    `${IMPORT} process.stdout.write(${RENDER})`,
  ]);
  expect(stdout).toContain('Order &lt;1042&gt;');
  expect(await answer()).toBe(stdout);
});
