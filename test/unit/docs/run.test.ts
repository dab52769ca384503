import {execFileSync} from 'node:child_process';
import {runInNewContext} from 'node:vm';
import {describe, expect, it, vi} from 'vitest';
import {CheckoutError} from '../../../src/core/error.ts';
import type {CreateSession} from '../../../src/widget/client/create-session.ts';
import {SessionCreator} from '../../../src/widget/controller/session-creator.ts';
import {readSession} from '../../../src/providers/read-session.ts';
import {createCheckout} from '../../../src/server/index.ts';
import {fencesOf} from '../../tools/fences.ts';
import {listen, monimeAt, MONIME_ORDER, startProvider} from '../server/shop.ts';
import {MONIME, MONIME_SECRET, PAYMONGO, PAYMONGO_SECRET} from '../server/signing.ts';

const origin = 'https://shop.example';
const HOSTS = {allowedHosts: [], allowHttp: false};

/** The block of a document that has these words in it. */
function blockOf(file: string, words: string): string {
  const block = fencesOf(file).find(({code}) => code.includes(words));
  if (!block) throw new Error(`There is no such block in ${file}.`);
  return block.code;
}

/** Runs the README's page, whose browser sends its requests to this server. */
function runPage(server: string) {
  const checkout: EventTarget & {createSession?: CreateSession} = new EventTarget();
  const thanks = vi.fn<() => void>();
  const ask = async (path: string, init: RequestInit) => {
    const {body, status, headers} = await fetch(`${server}${path}`, {
      ...init,
      headers: {...init.headers, Origin: origin},
    });
    // @hono/node-server has replaced the global class, of which the response of Node's own `fetch` is no instance.
    return new Response(body, {status, headers});
  };
  const code = blockOf('README.md', 'checkout.createSession =');
  const document = {querySelector: () => checkout};
  runInNewContext(code, {document, fetch: ask, showThanks: thanks});
  const {createSession} = checkout;
  if (!createSession) throw new Error('The page sets no createSession.');
  return {
    checkout,
    thanks,
    make: () =>
      new SessionCreator(async (json) => readSession(json, {id: null, hosts: HOSTS})).create(createSession, null),
  };
}

describe("the README's page", () => {
  it('answers the id of the session that the server half made, and hears when it is paid', async () => {
    const provider = await startProvider();
    const half = createCheckout({origin, provider: monimeAt(provider), createSession: () => MONIME_ORDER});
    const {checkout, thanks, make} = runPage(await listen(half.fetch));
    expect(await half.get(await make())).toMatchObject({status: 'open'});
    expect(thanks).not.toHaveBeenCalled();
    checkout.dispatchEvent(new Event('monime-complete'));
    expect(thanks).toHaveBeenCalledOnce();
  });

  it("hands the server's reason on to the customer", async () => {
    const provider = await startProvider();
    const refuse = () => {
      throw new CheckoutError('order_completed', 'It is paid.');
    };
    const half = createCheckout({origin, provider: monimeAt(provider), createSession: refuse});
    const {make} = runPage(await listen(half.fetch));
    await expect(make()).rejects.toMatchObject({code: 'order_completed', message: 'It is paid.'});
  });

  it('fails as the status says if the response is an error page', async () => {
    const {make} = runPage(await listen(() => new Response('<h1>Bad gateway</h1>', {status: 502})));
    await expect(make()).rejects.toMatchObject({code: 'provider_unavailable'});
  });
});

describe('docs/webhooks.md', () => {
  it('computes signatures by hand as the providers do', () => {
    const body = '{"event":{"name":"checkout_session.completed"}}';
    const code = blockOf('docs/webhooks.md', 'openssl');
    const env = {...process.env, time: '1768471490', body, MONIME_SECRET, PAYMONGO_SECRET};
    const [monime = '', paymongo = ''] = execFileSync('sh', ['-c', code], {env, encoding: 'utf8'}).trim().split('\n');
    expect(MONIME.sign(body, MONIME_SECRET, 1768471490)).toContain(`v1=${monime}`);
    expect(PAYMONGO.sign(body, PAYMONGO_SECRET, 1768471490)).toContain(`te=${paymongo.split(' ').at(-1)}`);
  });
});
