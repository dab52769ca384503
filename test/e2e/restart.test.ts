import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, expect, it} from 'vitest';
import {type Demo, startDemo} from '../../demo/start.ts';
import {freePort} from '../server/free-port.ts';

const folder = mkdtempSync(join(tmpdir(), 'demo-'));
let demo: Demo | undefined;

afterEach(async () => {
  await demo?.close();
  rmSync(folder, {recursive: true, force: true});
});

it.each([
  ['monime', 'rice'],
  ['paymongo', 'calamansi'],
])(
  'keeps an order over a restart: neither the payment at %s nor that it was paid is lost',
  async (provider, product) => {
    const log: string[] = [];
    const ports = {shopPort: await freePort(), sandboxPort: await freePort()};
    const start = () =>
      startDemo({...ports, database: join(folder, 'shop.sqlite'), log: (line) => void log.push(line)});
    const restart = async () => {
      await demo?.close();
      demo = await start();
      return demo;
    };
    const place = async ({shopUrl}: Demo) => {
      const response = await fetch(`${shopUrl}/checkout/${provider}/sessions`, {
        method: 'POST',
        headers: {'Content-Type': 'application/json', 'Idempotency-Key': 'one-cart-only', Origin: shopUrl},
        body: JSON.stringify({items: [{id: product, quantity: 1}]}),
      });
      return response.json();
    };

    demo = await start();
    const {id} = await place(demo);
    demo = await restart();
    expect(await place(demo)).toMatchObject({id, status: 'open'});

    await fetch(`${demo.sandboxUrl}/__sandbox/sessions/${id}`, {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify({action: 'pay'}),
    });
    demo = await restart();
    const url = `${demo.shopUrl}/checkout/${provider}/sessions/${id}`;
    // For a second, the shop may answer what it knew before.
    await expect.poll(async () => (await fetch(url)).json(), {timeout: 8000}).toMatchObject({id, status: 'completed'});
    expect(log.filter((line) => line.includes('is paid'))).toHaveLength(1);

    demo = await restart();
    expect(await place(demo)).toMatchObject({error: {code: 'order_completed', session: {id, status: 'completed'}}});
    expect(await (await fetch(`${demo.shopUrl}/orders`)).text()).toContain('data-state="paid"');
    expect(log.filter((line) => line.includes('is paid'))).toHaveLength(1);
  },
);
