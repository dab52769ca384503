import {expect, it} from 'vitest';
import {control, createMonime, createPayMongo, getMonime, getPayMongo, startSandbox} from './client.ts';
import {openShop} from './shop.ts';

const options = {origin: 'http://pay.test'};

it('gives its sessions to the next sandbox', async () => {
  let saved = '';
  const save = (text: string) => (saved = text);
  const first = await startSandbox({...options, save});
  const monime = await createMonime(first);
  const payMongo = await createPayMongo(first, {}, 2);
  await control(first, payMongo.id, {action: 'decline'});
  await control(first, monime.id, {action: 'pay'});

  const second = await startSandbox({...options, saved});
  expect(await getMonime(second, monime.id)).toEqual(await getMonime(first, monime.id));
  expect(await getPayMongo(second, payMongo.id)).toEqual(await getPayMongo(first, payMongo.id));
  const told = async () => (await second.ask(`/__sandbox/sessions/${monime.id}`)).json();
  expect((await told()).timeline).toMatchObject([{change: 'created'}, {change: 'started'}, {change: 'paid'}]);
});

it('makes no id of a restored session again with the same seed', async () => {
  let saved = '';
  const first = await startSandbox({...options, seed: 1, save: (text) => (saved = text)});
  const {id} = await createMonime(first);
  const second = await startSandbox({...options, seed: 1, saved});
  expect((await createMonime(second)).id).not.toBe(id);
  expect((await getMonime(second, id)).id).toBe(id);
});

it('links restored sessions to the new origin, in webhooks too', async () => {
  const shop = await openShop();
  let saved = '';
  const first = await startSandbox({...options, save: (text) => (saved = text)});
  const {id} = await createMonime(first);
  const second = await startSandbox({origin: 'http://moved.test', saved, webhooks: {monime: {url: shop.url}}});
  await control(second, id, {action: 'cancel'});
  await expect.poll(() => shop.received[0]?.json.data.redirectUrl).toBe(`http://moved.test/pay/${id}`);
});
