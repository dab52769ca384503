import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {type AddressInfo, createServer} from 'node:net';
import {fileURLToPath} from 'node:url';
import {expect, it, onTestFinished} from 'vitest';

const cli = fileURLToPath(new URL('../../src/sandbox/cli.ts', import.meta.url));

function run(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', cli, ...args], {stdio: ['ignore', 'pipe', 'pipe']});
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
  expect(await textOf(child.stdout)).toContain('Usage: monime-checkout sandbox');
  expect(await exit).toBe(0);
});

it.each([
  [['sandbox', '--port', 'x'], '--port x'],
  [['sandbox', '--port', '70000'], '--port 70000'],
  [['sandbox', '--colour'], '--colour'],
  [['pay'], '"pay"'],
])('refuses %o', async (args, named) => {
  const {child, exit} = run(...args);
  expect(await textOf(child.stderr)).toContain(named);
  expect(await exit).toBe(1);
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
