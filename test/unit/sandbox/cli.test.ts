import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {type AddressInfo, createServer} from 'node:net';
import {networkInterfaces, tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, it, onTestFinished} from 'vitest';
import {builtCli} from '../../tools/build-cli.ts';
import {openShop} from './shop.ts';

const cli = builtCli();

const monime = {Authorization: 'Bearer mon_test_sandbox', 'Monime-Space-Id': 'spc-sandbox'};

async function start(...args: string[]) {
  const {child, exit} = run('sandbox', '--port', '0', ...args);
  const text = await textOf(child.stdout, 'Ctrl+C');
  const origin = /http:\/\/localhost:\d+/.exec(text)?.[0] ?? '';
  const [, port] = /port (\d+)/.exec(text) ?? [];
  const stop = async () => {
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
  };
  return {text, origin, port, stop};
}

async function create(origin: string) {
  const response = await fetch(`${origin}/monime/v1/checkout-sessions`, {
    method: 'POST',
    headers: {...monime, 'Content-Type': 'application/json', 'Idempotency-Key': 'one'},
    body: JSON.stringify({name: 'Books', lineItems: [{name: 'Book', price: {currency: 'SLE', value: 100}}]}),
  });
  return (await response.json()).result;
}

function run(...args: string[]) {
  const child = spawn(process.execPath, [cli(), ...args], {stdio: ['ignore', 'pipe', 'pipe']});
  onTestFinished(() => void child.kill());
  const exit = once(child, 'exit').then(([code]) => code);
  return {child, exit};
}

async function textOf(stream: NodeJS.ReadableStream, until?: string): Promise<string> {
  let text = '';
  for await (const chunk of stream) {
    text += chunk;
    if (until && text.includes(until)) break;
  }
  return text;
}

it('serves the sandbox and says where, with which keys and numbers', async () => {
  const {child, exit} = run('sandbox', '--port', '0');
  const text = await textOf(child.stdout, 'Ctrl+C');
  const origin = /http:\/\/localhost:\d+/.exec(text)?.[0];
  for (const part of [`${origin}/monime`, `${origin}/paymongo`, 'mon_test_sandbox', 'pk_test_sandbox', '1000002']) {
    expect(text).toContain(part);
  }
  const response = await fetch(`${origin}/`);
  expect(await response.text()).toContain('No money moves');
  child.kill('SIGINT');
  expect(await exit).toBe(0);
});

it('helps', async () => {
  const {child, exit} = run('--help');
  expect(await textOf(child.stdout)).toContain('Usage: monime-checkout <command>');
  expect(await exit).toBe(0);
});

it.each([
  [['sandbox', '--port', 'x'], '--port x'],
  [['sandbox', '--port', '70000'], '--port 70000'],
  [['sandbox', '--port'], '--port'],
  [['sandbox', '--host', '0.0.0.0:4010'], '--host 0.0.0.0:4010'],
  [['sandbox', '--host', ''], '--host '],
  [['sandbox', '--host', '198.51.100.1'], '--host 198.51.100.1 is no address of this machine'],
  [['sandbox', '--origin', 'sandbox:4010'], 'not sandbox:4010'],
  [['sandbox', '--origin', 'http://sandbox:4010/monime'], 'not http://sandbox:4010/monime'],
  [['sandbox', '--colour'], "Unknown option '--colour'\n"],
  [['sandbox', '--provider', 'stripe'], '--provider stripe'],
  [['sandbox', '--seed', '1.5'], '--seed 1.5'],
  [['sandbox', '--latency', 'long'], '--latency long'],
  [['sandbox', '--webhook-secret', 'x'], '--webhook-url'],
  [['sandbox', '--webhook-url', 'shop'], 'webhooks.monime.url'],
  [['sandbox', '--switch', 'coop'], '--switch coop'],
  [['sandbox', '--switch', 'monime.framing=maybe'], 'switches.monime.framing'],
  [['sandbox', '--state', '/nowhere/at/all.json'], '/nowhere/at/all.json'],
  [['sandbox', '--state', fileURLToPath(import.meta.url)], 'not saved sessions of a sandbox'],
  [['pay'], '"pay"'],
])('refuses %o', async (args, named) => {
  const {child, exit} = run(...args);
  expect(await textOf(child.stderr)).toContain(named);
  expect(await exit).toBe(1);
});

it('keeps its sessions over a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  onTestFinished(() => rmSync(folder, {recursive: true}));
  const file = join(folder, 'sessions.json');
  const first = await start('--state', file);
  const {id} = await create(first.origin);
  await first.stop();
  const second = await start('--state', file);
  const response = await fetch(`${second.origin}/monime/v1/checkout-sessions/${id}`, {headers: monime});
  expect((await response.json()).result).toMatchObject({id, status: 'pending'});
});

it('makes the same ids and times on every run with a seed', async () => {
  const [one, two] = await Promise.all([start('--seed', '7'), start('--seed', '7')]);
  const [first, second] = [await create(one.origin), await create(two.origin)];
  expect(first).toEqual({...second, redirectUrl: first.redirectUrl});
});

it('serves one provider as switched, with the documented limits, and sends webhooks', async () => {
  const shop = await openShop();
  const webhooks = ['--webhook-url', shop.url, '--webhook-secret', 'whsk_mine'];
  const switches = ['--switch', 'paymongo.cors=false', '--switch', 'webhooks.speed=2.5', '--latency', '5'];
  const {text, origin} = await start('--provider', 'paymongo', ...webhooks, ...switches);
  expect(text).toContain(shop.url);
  expect(text).toContain('whsk_mine');
  expect(text).not.toContain('mon_test_sandbox');
  expect(await (await fetch(`${origin}/__sandbox/switches`)).json()).toMatchObject({
    sandbox: {latency: 5},
    paymongo: {cors: false, rateLimit: 6000},
    monime: {endpointLimit: 5, tokenLimit: 20, spaceLimit: 100},
    webhooks: {speed: 2.5},
  });
});

it('listens on the host, and its links follow the origin', async () => {
  const shop = await openShop();
  const webhooks = ['--webhook-url', shop.url];
  const {text, port} = await start('--host', '0.0.0.0', '--origin', 'http://sandbox:4010/', ...webhooks);
  expect(text).toContain('Sandbox on http://sandbox:4010 ');
  expect(text).toContain('Listens on 0.0.0.0');
  const address = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .find(({family, internal}) => family === 'IPv4' && !internal)?.address;
  const origin = `http://${address ?? '127.0.0.1'}:${port}`;
  const session = await create(origin);
  expect(session.redirectUrl).toBe(`http://sandbox:4010/pay/${session.id}`);
  await fetch(`${origin}/__sandbox/sessions/${session.id}`, {method: 'POST', body: '{"action": "cancel"}'});
  await expect.poll(() => shop.received[0]?.json.data.redirectUrl).toBe(session.redirectUrl);
});

it('says so where the port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const {port} = other.address() as AddressInfo;
  const {child, exit} = run('sandbox', '--port', String(port));
  expect(await textOf(child.stderr)).toContain(`port ${port} is taken`);
  expect(await exit).toBe(1);
});
