import {once} from 'node:events';
import {setImmediate} from 'node:timers/promises';
import {connect, type Target} from './backends.ts';

/** A process that counts up one record, together with others: prints how often it lost. */
const [target = '', key = '', times = ''] = process.argv.slice(2);
const parsed: Target = JSON.parse(target);
const {store, close} = await connect(parsed);
await store.get(key);
console.log('ready');
await once(process.stdin, 'data');

let lost = 0;
for (let done = 0; done < Number(times);) {
  const found = await store.get(key);
  await setImmediate();
  const next = String(Number(found?.value ?? '0') + 1);
  const isWritten = await store.put(key, next, {
    version: found?.version ?? null,
    due: null,
    nonce: crypto.randomUUID(),
  });
  if (isWritten) done++;
  else lost++;
}
console.log(`lost ${lost}`);
await close();
process.exit();
