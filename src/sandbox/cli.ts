#!/usr/bin/env node
import type {AddressInfo} from 'node:net';
import {parseArgs} from 'node:util';
import {serve} from '@hono/node-server';
import {METHODS} from './hosted/methods.ts';
import {createSandbox, SANDBOX_KEYS} from './index.ts';
import {TEST_NUMBERS} from './test-numbers.ts';

const HELP = `Usage: monime-checkout sandbox [options]

Runs Monime and PayMongo on this machine: their checkout APIs and payment pages. No money moves.

Options:
  --port <number>  Port to listen on, 0 for any free one (default: 4010)
  --help           Show this help
`;

function fail(message: string): never {
  process.stderr.write(`monime-checkout: ${message}\nTry monime-checkout --help\n`);
  process.exit(1);
}

function readArguments() {
  try {
    const {values, positionals} = parseArgs({
      allowPositionals: true,
      options: {port: {type: 'string', default: '4010'}, help: {type: 'boolean', default: false}},
    });
    return {...values, command: positionals.join(' ')};
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function portOf(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : -1;
  return port >= 0 && port <= 65_535 ? port : fail(`--port ${text} is no port: use a number from 0 to 65535`);
}

function greeting(origin: string): string {
  const {monime, paymongo} = SANDBOX_KEYS;
  const numbers = TEST_NUMBERS.flatMap(([method, list]) =>
    list.map(({number, effect}) => `  ${METHODS[method].label.padEnd(13)} ${number.padEnd(20)} ${effect}`),
  );
  return [
    `Sandbox on ${origin} (no money moves)`,
    '',
    `Monime    API ${origin}/monime`,
    `          token ${monime.token}   space ${monime.spaceId}`,
    `PayMongo  API ${origin}/paymongo`,
    `          secret key ${paymongo.secretKey}   public key ${paymongo.publicKey}`,
    '',
    'Test numbers',
    ...numbers,
    '',
    'Press Ctrl+C to stop.',
    '',
  ].join('\n');
}

function run(port: number): void {
  const {fetch} = createSandbox();
  const server = serve({fetch, port, hostname: '127.0.0.1'}, (address: AddressInfo) => {
    process.stdout.write(greeting(`http://localhost:${address.port}`));
  });
  server.on('error', (error: NodeJS.ErrnoException) => {
    fail(error.code === 'EADDRINUSE' ? `port ${port} is taken: use --port with another` : error.message);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0));
}

const {command, port, help} = readArguments();
if (help || command === '') process.stdout.write(HELP);
else if (command === 'sandbox') run(portOf(port));
else fail(`there is no command "${command}"`);
