import type {AddressInfo} from 'node:net';
import {serve} from '@hono/node-server';
import {createSandbox, type Sandbox, type SandboxOptions} from '../index.ts';
import {type SandboxArguments, HELP, readSandboxArguments} from './arguments.ts';
import {fail, orFail} from './fail.ts';
import {greeting} from './greeting.ts';
import {serializeSessions} from '../snapshot.ts';
import {StateFile} from './state-file.ts';

interface PersistentSandbox {
  sandbox: Sandbox;
  /** Writes pending changes to the state file. */
  flush: () => void;
}

function createPersistent({sandbox: options, stateFile}: SandboxArguments): PersistentSandbox {
  if (stateFile === null) return {sandbox: createSandbox(options), flush: () => undefined};
  const file = new StateFile(stateFile);
  const saved = file.read();
  const withState: SandboxOptions = {...options, ...(saved !== undefined && {saved}), save: (text) => file.save(text)};
  const sandbox = createSandbox(withState);
  // Write immediately, so that a file that is not writable fails at start.
  file.save(saved ?? serializeSessions([]));
  file.write();
  return {sandbox, flush: () => file.write()};
}

function listenErrorText(error: NodeJS.ErrnoException, {port, host}: SandboxArguments): string {
  if (error.code === 'EADDRINUSE') return `port ${port} is taken: use --port with another, or 0 for any free one`;
  if (error.code === 'EACCES') return `port ${port} needs more rights than you have: use --port with one above 1023`;
  if (error.code === 'EADDRNOTAVAIL' || error.syscall === 'getaddrinfo') {
    return `--host ${host} is no address of this machine: use 127.0.0.1, or 0.0.0.0 for all of them`;
  }
  return error.message;
}

/** Runs the command `sandbox` until a signal stops it. */
export function runSandbox(args: string[]): void {
  const parsed = orFail(() => readSandboxArguments(args));
  if (!parsed) {
    process.stdout.write(HELP);
    return;
  }
  const {sandbox, flush} = orFail(() => createPersistent(parsed));
  const {port, host: hostname} = parsed;
  const server = serve({fetch: sandbox.fetch, port, hostname}, ({port: actualPort}: AddressInfo) => {
    process.stdout.write(greeting(hostname, actualPort, parsed.sandbox));
  });
  server.on('error', (error: NodeJS.ErrnoException) => fail(listenErrorText(error, parsed)));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      orFail(flush);
      process.exit(0);
    });
  }
}
