import {spawn} from 'node:child_process';
import {join} from 'node:path';
import type {Target} from './backends.ts';

const LIMIT_MS = 100_000;

/**
 * Lets two processes count up one record at the same time, until each has lost several times.
 * @returns how often they wrote
 */
export async function race(target: Target, key: string): Promise<number> {
  const racers = [startRacer(target, key), startRacer(target, key)];
  const all = (word: string) => Promise.all(racers.map((racer) => racer.printed(word)));
  await all('ready');
  for (const racer of racers) racer.send('go');
  await all('raced');
  for (const racer of racers) racer.send('stop');
  const counts = await all('written');
  return counts.reduce((sum, count) => sum + Number(count), 0);
}

function startRacer(target: Target, key: string) {
  const args = ['--import', 'tsx', join(import.meta.dirname, 'racer.ts'), JSON.stringify(target), key];
  const signal = AbortSignal.timeout(LIMIT_MS);
  const child = spawn(process.execPath, args, {stdio: ['pipe', 'pipe', 'pipe'], signal});
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  return {
    send: (line: string) => child.stdin.write(`${line}\n`),
    /** Waits for a line that begins with the word and returns the rest of it. */
    printed: (word: string) =>
      new Promise<string>((resolve, reject) => {
        const look = () => {
          const rest = new RegExp(`^${word} ?(.*)\n`, 'm').exec(output)?.[1];
          if (rest !== undefined) resolve(rest);
        };
        child.stdout.on('data', look);
        child.on('error', reject);
        child.on('close', (code) => reject(new Error(`exit code ${code}: ${output}`)));
        look();
      }),
  };
}
