import {spawn} from 'node:child_process';
import {EventEmitter, once} from 'node:events';
import {Pool} from 'undici';
import {expect, it, onTestFinished} from 'vitest';
import {createCheckout} from '../../../src/server/index.ts';
import {freePort} from '../../server/free-port.ts';
import {ownFolder, removeFolder} from '../../stores/servers.ts';
import {listen, MONIME_ORDER, startProvider} from '../../unit/server/shop.ts';
import {MONIME, MONIME_SECRET, monimeWith} from '../../unit/server/signing.ts';
import {bundle} from '../bundle.ts';

const TIMEOUT_MS = 60_000;
/** In milliseconds. A connection that is in use may have one more answer. */
const PATIENCE_MS = 10_000;

it('answers a webhook that is under way when SIGTERM comes, serves no connection for ever, and ends', async () => {
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
  // As a proxy does, whose one connection is never idle for long.
  const proxy = new Pool(origin, {connections: 1});
  onTestFinished(() => proxy.destroy());
  const webhook = proxy.request({path: '/checkout/webhooks', method: 'POST', headers, body});
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
  const answer = await webhook;
  await answer.body.dump();
  expect(answer.statusCode).toBe(200);
  const isEnded = () =>
    proxy.request({path: '/checkout/return.css', method: 'GET'}).then(
      ({body}) => body.dump().then(() => false),
      () => true,
    );
  await expect.poll(isEnded, {timeout: PATIENCE_MS}).toBe(true);
  expect(await ended).toEqual([0, null]);
});
