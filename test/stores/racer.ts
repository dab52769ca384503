import {once} from 'node:events';
import {setImmediate} from 'node:timers/promises';
import {connect, type Target} from './backends.ts';

/** A process that counts up one record, together with another one, until it is told to stop; prints how often it did. */
const [target = '', key = ''] = process.argv.slice(2);
const parsed: Target = JSON.parse(target);
const {store, close} = await connect(parsed);
await store.get(key);
console.log('ready');
await once(process.stdin, 'data');

const stop = new AbortController();
process.stdin.once('data', () => stop.abort());
let written = 0;
let lost = 0;
while (!stop.signal.aborted) {
  const found = await store.get(key);
  await setImmediate();
  const version = found?.version ?? null;
  const next = String(Number(found?.value ?? '0') + 1);
  const isWritten = await store.put(key, next, {version, due: null, nonce: crypto.randomUUID()});
  // Without a single loss the other end of the race finds that writes are missing.
  if (isWritten ? ++written === 5000 : ++lost === 5) console.log('raced');
}
console.log(`written ${written}`);
await close();
process.exit();
