import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';

const ANSWER_TIMEOUT_MS = 600_000;

/** A process of the benchmark, and where it listens. */
export interface Child {
  process: ChildProcess;
  origin: string;
}

/**
 * Runs one of the files beside this one, which says on which port it listens.
 * @param config plain data, its only argument
 */
export async function start(file: string, config: object): Promise<Child> {
  const env = {...process.env, NODE_ENV: 'test'};
  const child = fork(new URL(file, import.meta.url), [JSON.stringify(config)], {env, serialization: 'advanced'});
  const port: number = await answerOf(child);
  return {process: child, origin: `http://127.0.0.1:${port}`};
}

/** Sends a command and returns the answer. One at a time. */
export function ask<Answer>(child: Child, command: object): Promise<Answer> {
  const answer = answerOf<Answer>(child.process);
  child.process.send(command);
  return answer;
}

async function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  const controller = new AbortController();
  const signal = AbortSignal.any([controller.signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]);
  const ended = once(child, 'exit', {signal}).then(() => Promise.reject(new Error('A process has ended.')));
  try {
    const [answer] = await Promise.race([once(child, 'message', {signal}), ended]);
    return answer;
  } finally {
    controller.abort();
    ended.catch(() => undefined);
  }
}

/** Ends the process and waits until it is gone. */
export async function kill({process}: Child): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const gone = once(process, 'exit');
  process.kill('SIGKILL');
  await gone;
}
