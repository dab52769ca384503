import {createHmac} from 'node:crypto';
import {describe, expect, it} from 'vitest';
import {
  control,
  createMonime,
  createPayMongo,
  monimeHeaders,
  publicKey,
  type RunningSandbox,
  secretKey,
  startSandbox,
} from './client.ts';
import {openShop, type Received, type Shop} from './shop.ts';

const secret = 'a secret of Monime with 32 or more characters';
const hook = (url: string) => ({
  name: 'Shop',
  url,
  apiRelease: 'caph',
  events: ['checkout_session.cancelled'],
  verificationMethod: {type: 'HS256', secret},
});

let keys = 0;

async function askMonime({ask}: RunningSandbox, method: string, path: string, body?: object, key = `hook-${keys++}`) {
  const response = await ask(`/monime/v1/webhooks${path}`, {
    method,
    headers: {...monimeHeaders, 'Idempotency-Key': key},
    ...(body && {body: JSON.stringify(body)}),
  });
  return {status: response.status, json: await response.json()};
}

async function askPayMongo({ask}: RunningSandbox, method: string, path: string, attributes?: object, key = secretKey) {
  const response = await ask(`/paymongo/v1/webhooks${path}`, {
    method,
    headers: {...key, 'Content-Type': 'application/json'},
    ...(attributes && {body: JSON.stringify({data: {attributes}})}),
  });
  const json = await response.json();
  return {status: response.status, json, data: json.data};
}

function firstOf({received: [first]}: Shop): Received {
  if (!first) throw new Error('The shop has received no webhook.');
  return first;
}

const cancelMonime = async (sandbox: RunningSandbox) =>
  control(sandbox, (await createMonime(sandbox)).id, {action: 'cancel'});

const payPayMongo = async (sandbox: RunningSandbox) =>
  control(sandbox, (await createPayMongo(sandbox)).id, {action: 'pay'});

describe("Monime's webhooks", () => {
  it('are delivered once registered, signed with their secret and with their headers', async () => {
    const [shop, sandbox] = [await openShop(), await startSandbox()];
    const headers = {'X-Shop': 'books', 'content-type': 'text/plain', 'Monime-Signature': 'forged'};
    const {json} = await askMonime(sandbox, 'POST', '', {...hook(shop.url), headers});
    expect(json.result).toMatchObject({id: expect.stringMatching(/^whk-/), enabled: true, metadata: null});
    await cancelMonime(sandbox);
    await expect.poll(() => shop.received.length).toBe(1);
    const {headers: sent, text} = firstOf(shop);
    const [, time, signature] = /^t=(\d+),v1=(.+)$/.exec(String(sent['monime-signature'])) ?? [];
    expect(signature).toBe(createHmac('sha256', secret).update(`${time}_${text}`).digest('base64'));
    expect(sent).toMatchObject({'x-shop': 'books', 'content-type': 'application/json'});
  });

  it('are not signed without a verification method', async () => {
    const [shop, sandbox] = [await openShop(), await startSandbox()];
    await askMonime(sandbox, 'POST', '', {...hook(shop.url), verificationMethod: null});
    await cancelMonime(sandbox);
    await expect.poll(() => shop.received.length).toBe(1);
    expect(shop.received[0]?.headers).not.toHaveProperty('monime-signature');
  });

  it('are registered once for an idempotency key', async () => {
    const sandbox = await startSandbox();
    const post = (body: object) => askMonime(sandbox, 'POST', '', body, 'one');
    const [first, second] = [await post(hook('http://shop.test')), await post(hook('http://shop.test'))];
    expect(second).toEqual(first);
    expect((await askMonime(sandbox, 'GET', '')).json.result).toEqual([first.json.result]);
    expect((await post(hook('http://other.test'))).status).toBe(409);
  });

  it('are read, changed in part, disabled and deleted', async () => {
    const [shop, sandbox] = [await openShop(), await startSandbox()];
    const {result} = (await askMonime(sandbox, 'POST', '', {...hook(shop.url), metadata: {a: 1}})).json;
    const path = `/${result.id}`;
    expect((await askMonime(sandbox, 'GET', path)).json.result).toEqual(result);
    const patched = await askMonime(sandbox, 'PATCH', path, {name: 'Other', enabled: false, metadata: null});
    expect(patched.json.result).toEqual({
      ...result,
      name: 'Other',
      enabled: false,
      metadata: null,
      updateTime: expect.any(String),
    });
    await cancelMonime(sandbox);
    await askMonime(sandbox, 'PATCH', path, {enabled: true});
    await cancelMonime(sandbox);
    await expect.poll(() => shop.received.length).toBe(1);
    expect((await askMonime(sandbox, 'DELETE', path)).json).toEqual({success: true, messages: []});
    await cancelMonime(sandbox);
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      const {status, json} = await askMonime(sandbox, method, path, method === 'PATCH' ? {} : undefined);
      expect({status, json}).toMatchObject({status: 404, json: {success: false, error: {reason: 'not_found'}}});
    }
    const {deliveries} = await (await sandbox.ask('/__sandbox/webhooks')).json();
    expect(deliveries.map(({state}: {state: string}) => state)).toEqual(['delivered', 'missed']);
  });

  it.each([
    [{name: ''}, 'name'],
    [{url: 'shop'}, 'url'],
    [{url: 'javascript:alert(1)'}, 'url'],
    [{apiRelease: undefined}, 'apiRelease'],
    [{events: []}, 'events'],
    [{events: ['a', 'a']}, 'events'],
    [{headers: {'X Shop': 'a'}}, 'headers'],
    [{headers: {'X-Shop': 'a\r\nb'}}, 'headers'],
    [{alertEmails: ['a', 'b', 'c']}, 'alertEmails'],
    [{verificationMethod: {type: 'HS256', secret: 'short'}}, 'verificationMethod.secret'],
    [{verificationMethod: {type: 'ES256'}}, 'HS256 alone'],
    [{colour: 'red'}, 'colour'],
  ])('refuse %o', async (changes, named) => {
    const {status, json} = await askMonime(await startSandbox(), 'POST', '', {...hook('http://shop.test'), ...changes});
    expect(status).toBe(400);
    expect(json.error).toMatchObject({reason: 'validation_failed', message: expect.stringContaining(named)});
  });
});

describe("PayMongo's webhooks", () => {
  const paid = ['checkout_session.payment.paid'];

  it('are delivered once registered, signed with the secret key that the answer gives', async () => {
    const [shop, sandbox] = [await openShop(), await startSandbox()];
    const {data} = await askPayMongo(sandbox, 'POST', '', {url: shop.url, events: paid});
    expect(data).toEqual({
      id: expect.stringMatching(/^hook_/),
      type: 'webhook',
      attributes: {
        events: paid,
        livemode: false,
        secret_key: expect.stringMatching(/^whsk_\w+$/),
        status: 'enabled',
        url: shop.url,
        created_at: expect.any(Number),
        updated_at: expect.any(Number),
      },
    });
    await payPayMongo(sandbox);
    await expect.poll(() => shop.received.length).toBe(1);
    const {headers, text} = firstOf(shop);
    const [, time, te] = /^t=(\d+),te=(\w+),li=$/.exec(String(headers['paymongo-signature'])) ?? [];
    expect(te).toBe(createHmac('sha256', data.attributes.secret_key).update(`${time}.${text}`).digest('hex'));
  });

  it('are listed with those of the options, and changed, disabled and enabled', async () => {
    const [shop, sandbox] = [await openShop(), await startSandbox({webhooks: {paymongo: {url: 'http://127.0.0.1:9'}}})];
    const {data} = await askPayMongo(sandbox, 'POST', '', {url: 'http://old.test', events: paid});
    const list = await askPayMongo(sandbox, 'GET', '');
    expect(list.data).toMatchObject([data, {id: 'hook_sandbox', attributes: {url: 'http://127.0.0.1:9'}}]);
    const path = `/${data.id}`;
    expect((await askPayMongo(sandbox, 'GET', path)).data).toEqual(data);
    const {attributes} = (await askPayMongo(sandbox, 'PUT', path, {url: shop.url})).data;
    expect(attributes).toMatchObject({url: shop.url, events: paid, secret_key: data.attributes.secret_key});
    const disabled = await askPayMongo(sandbox, 'POST', `${path}/disable`);
    expect(disabled.data.attributes).toMatchObject({status: 'disabled', disabled_reason: 'disabled_by_merchant'});
    await payPayMongo(sandbox);
    const enabled = await askPayMongo(sandbox, 'POST', `${path}/enable`);
    expect(enabled.data.attributes).toMatchObject({status: 'enabled'});
    expect(enabled.data.attributes).not.toHaveProperty('disabled_reason');
    await payPayMongo(sandbox);
    await expect.poll(() => shop.received.length).toBe(1);
  });

  it('send the same event to each address, once each', async () => {
    const [one, two, sandbox] = [await openShop(), await openShop(), await startSandbox()];
    for (const {url} of [one, two]) await askPayMongo(sandbox, 'POST', '', {url, events: paid});
    await payPayMongo(sandbox);
    await expect.poll(() => [one.received.length, two.received.length]).toEqual([1, 1]);
    expect(one.received[0]?.text).toBe(two.received[0]?.text);
    const {deliveries} = await (await sandbox.ask('/__sandbox/webhooks')).json();
    expect(new Set(deliveries.map(({id}: {id: string}) => id)).size).toBe(2);
  });

  it('refuse wrong parameters, unknown ids and the public key', async () => {
    const sandbox = await startSandbox();
    const {status, json} = await askPayMongo(sandbox, 'POST', '', {url: 'shop', events: []});
    expect(status).toBe(400);
    expect(json.errors).toMatchObject([{source: {attribute: 'url'}}, {source: {attribute: 'events'}}]);
    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/enable'],
      ['POST', '/disable'],
    ] as const) {
      const unknown = await askPayMongo(sandbox, method, `/hook_unknown${path}`);
      expect(unknown).toMatchObject({status: 404, json: {errors: [{code: 'resource_not_found'}]}});
    }
    expect((await askPayMongo(sandbox, 'GET', '', undefined, publicKey)).status).toBe(403);
  });
});
