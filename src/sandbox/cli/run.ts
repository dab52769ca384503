import type {AddressInfo} from 'node:net';
import {serve} from '@hono/node-server';
import {createSandbox, type Sandbox, type SandboxOptions} from '../index.ts';
import {type Arguments, HELP, readArguments} from './arguments.ts';
import {fail, orFail} from './fail.ts';
import {greeting} from './greeting.ts';
import {writeSessions} from '../snapshot.ts';
import {StateFile} from './state-file.ts';

interface Kept {
  sandbox: Sandbox;
  /** Writes what is not yet written. */
  keep: () => void;
}

function create({sandbox: options, stateFile}: Arguments): Kept {
  if (stateFile === null) return {sandbox: createSandbox(options), keep: () => undefined};
  const file = new StateFile(stateFile);
  const saved = file.read();
  const kept: SandboxOptions = {...options, ...(saved !== undefined && {saved}), save: (text) => file.save(text)};
  const sandbox = createSandbox(kept);
  // At once, so that a file that cannot be written is found now.
  file.save(saved ?? writeSessions([]));
  file.write();
  return {sandbox, keep: () => file.write()};
}

function reasonOf(error: NodeJS.ErrnoException, port: number): string {
  if (error.code === 'EADDRINUSE') return `port ${port} is taken: use --port with another, or 0 for any free one`;
  if (error.code === 'EACCES') return `port ${port} needs more rights than you have: use --port with one above 1023`;
  return error.message;
}

/** The command `sandbox`. */
export function runSandbox(args: string[]): void {
  const read = orFail(() => readArguments(args));
  if (!read) {
    process.stdout.write(HELP);
    return;
  }
  const {sandbox, keep} = orFail(() => create(read));
  const server = serve({fetch: sandbox.fetch, port: read.port, hostname: '127.0.0.1'}, (address: AddressInfo) => {
    process.stdout.write(greeting(`http://localhost:${address.port}`, read.sandbox));
  });
  server.on('error', (error: NodeJS.ErrnoException) => fail(reasonOf(error, read.port)));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      orFail(keep);
      process.exit(0);
    });
  }
}
