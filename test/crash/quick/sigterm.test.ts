import {spawn} from 'node:child_process';
import {EventEmitter, once} from 'node:events';
import {expect, it, onTestFinished} from 'vitest';
import {createCheckout} from '../../../src/server/index.ts';
import {freePort} from '../../server/free-port.ts';
import {ownFolder, removeFolder} from '../../stores/servers.ts';
import {listen, MONIME_ORDER, startProvider} from '../../unit/server/shop.ts';
import {MONIME, MONIME_SECRET, monimeWith} from '../../unit/server/signing.ts';
import {bundle} from '../bundle.ts';

const TIMEOUT_MS = 60_000;

it('answers a webhook that is under way when SIGTERM comes, takes no other request, and ends', async () => {
  const folder = ownFolder('stopping-shop-');
  onTestFinished(() => removeFolder(folder));
  const program = await bundle('stopping-shop', folder);
  const provider = await startProvider();
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const {id} = await createCheckout({provider: monimeWith(provider), origin}).create(MONIME_ORDER);
  await provider.act(id ?? '', 'pay');
  const hook = new EventEmitter();
  const released = once(hook, 'released');
  const called = once(hook, 'called', {signal: AbortSignal.timeout(TIMEOUT_MS)});
  const hookUrl = await listen(async () => {
    hook.emit('called');
    await released;
    return new Response();
  });

  const args = [program, provider.origin, String(port), MONIME_SECRET, hookUrl];
  const shop = spawn(process.execPath, args, {stdio: ['ignore', 'inherit', 'inherit', 'ipc']});
  onTestFinished(() => void shop.kill('SIGKILL'));
  const ended = once(shop, 'exit', {signal: AbortSignal.timeout(TIMEOUT_MS)});
  await once(shop, 'message', {signal: AbortSignal.timeout(TIMEOUT_MS)});
  const body = JSON.stringify(MONIME.event(id ?? ''));
  const headers = {[MONIME.header]: MONIME.sign(body)};
  const webhook = fetch(`${origin}/checkout/webhooks`, {method: 'POST', headers, body});
  await called;

  shop.kill('SIGTERM');
  const isRefused = () =>
    fetch(`${origin}/checkout/return.css`).then(
      () => false,
      () => true,
    );
  await expect.poll(isRefused, {timeout: TIMEOUT_MS}).toBe(true);
  expect(shop.exitCode).toBeNull();
  hook.emit('released');
  expect((await webhook).status).toBe(200);
  expect(await ended).toEqual([0, null]);
});
