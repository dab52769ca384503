import {type ChildProcess, spawn} from 'node:child_process';
import {join} from 'node:path';
import type {Store} from '../../src/server/stores/store.ts';
import type {Target} from './backends.ts';

const LIMIT_MS = 45_000;

/**
 * Lets two processes count up one record at the same time.
 * @returns the count, and how many writes lost
 */
export async function race(
  target: Target,
  store: Store,
  key: string,
  times: number,
): Promise<{value: string | undefined; lost: number}> {
  const args = ['--import', 'tsx', join(import.meta.dirname, 'racer.ts'), JSON.stringify(target), key, String(times)];
  const racers = [1, 2].map(() =>
    spawn(process.execPath, args, {stdio: ['pipe', 'pipe', 'pipe'], signal: AbortSignal.timeout(LIMIT_MS)}),
  );
  const outputs = racers.map(outputOf);
  await Promise.all(outputs.map(({ready}) => ready));
  for (const racer of racers) racer.stdin.write('go\n');
  const texts = await Promise.all(outputs.map(({ended}) => ended));
  const lost = texts.map((text) => Number(/lost (\d+)/.exec(text)?.[1]));
  return {value: (await store.get(key))?.value, lost: lost.reduce((sum, count) => sum + count, 0)};
}

function outputOf(child: ChildProcess): {ready: Promise<void>; ended: Promise<string>} {
  let text = '';
  const ended = new Promise<string>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(text) : reject(new Error(`exit code ${code}: ${text}`))));
  });
  const ready = new Promise<void>((resolve, reject) => {
    child.stderr?.setEncoding('utf8').on('data', (part: string) => (text += part));
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (text.includes('ready')) resolve();
    });
    ended.then(() => reject(new Error(`Ended too early: ${text}`)), reject);
  });
  return {ready, ended};
}
