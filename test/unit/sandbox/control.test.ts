import {describe, expect, it} from 'vitest';
import {createSandbox} from '../../../src/sandbox/index.ts';
import {CheckoutError} from '../../../src/server/index.ts';
import {
  control,
  createMonime,
  createPayMongo,
  getMonime,
  getPayMongo,
  publicKey,
  turn,
  startSandbox,
} from './client.ts';

describe('the control routes', () => {
  it('pay a session that was cancelled or expired', async () => {
    const sandbox = await startSandbox();
    for (const end of ['cancel', 'expire']) {
      const {id} = await createMonime(sandbox);
      await control(sandbox, id, {action: end});
      const paid = await control(sandbox, id, {action: 'pay'});
      expect(await paid.json()).toEqual({id, status: 'completed'});
      expect((await getMonime(sandbox, id)).status).toBe('completed');
    }
    const {id} = await createPayMongo(sandbox);
    await control(sandbox, id, {action: 'expire'});
    await control(sandbox, id, {action: 'pay'});
    const {attributes} = await getPayMongo(sandbox, id);
    expect(attributes.payment_intent.attributes.status).toBe('succeeded');
  });

  it('never take a payment back, but for reopen', async () => {
    const sandbox = await startSandbox();
    const {id} = await createMonime(sandbox);
    await control(sandbox, id, {action: 'pay'});
    for (const action of ['process', 'decline', 'cancel', 'expire', 'pay']) {
      expect((await (await control(sandbox, id, {action})).json()).status).toBe('completed');
    }
    expect((await (await control(sandbox, id, {action: 'reopen'})).json()).status).toBe('open');
    expect(await getMonime(sandbox, id)).toMatchObject({status: 'pending', orderNumber: null});
  });

  it('leave a PayMongo session open on cancel', async () => {
    const sandbox = await startSandbox();
    const {id} = await createPayMongo(sandbox);
    expect(await (await control(sandbox, id, {action: 'cancel'})).json()).toEqual({id, status: 'open'});
  });

  it('give a reopened session its whole time again', async () => {
    let now = 0;
    const sandbox = await startSandbox({now: () => now, switches: {monime: {lifetime: 1000}}});
    const {id} = await createMonime(sandbox);
    now = 5000;
    expect((await getMonime(sandbox, id)).status).toBe('expired');
    await control(sandbox, id, {action: 'reopen'});
    expect(await getMonime(sandbox, id)).toMatchObject({status: 'pending', expireTime: '1970-01-01T00:00:06.000Z'});
  });

  it('make the providers say a word that no one knows', async () => {
    const sandbox = await startSandbox();
    const monime = await createMonime(sandbox);
    const payMongo = await createPayMongo(sandbox, {}, 2);
    for (const {id} of [monime, payMongo]) await control(sandbox, id, {status: 'held_for_review'});
    expect((await getMonime(sandbox, monime.id)).status).toBe('held_for_review');
    const {attributes} = await getPayMongo(sandbox, payMongo.id);
    expect(attributes.status).toBe('active');
    expect(attributes.payment_intent.attributes.status).toBe('held_for_review');

    await control(sandbox, monime.id, {action: 'pay'});
    expect((await getMonime(sandbox, monime.id)).status).toBe('completed');
  });

  it('count how often the API was asked', async () => {
    const sandbox = await startSandbox();
    const monime = await createMonime(sandbox);
    const payMongo = await createPayMongo(sandbox);
    await getMonime(sandbox, monime.id);
    await getMonime(sandbox, monime.id);
    await getPayMongo(sandbox, payMongo.id, publicKey);
    const told = async (id: string) => (await sandbox.ask(`/__sandbox/sessions/${id}`)).json();
    expect(await told(monime.id)).toMatchObject({id: monime.id, provider: 'monime', status: 'open', reads: 2});
    expect(await told(payMongo.id)).toMatchObject({id: payMongo.id, provider: 'paymongo', status: 'open', reads: 1});
  });

  it('refuse what they do not understand', async () => {
    const sandbox = await startSandbox();
    const {id} = await createMonime(sandbox);
    for (const command of [{action: 'void'}, {}, {action: 'pay', status: 'paid'}, {status: '<b>'}]) {
      const response = await control(sandbox, id, command);
      expect(response.status).toBe(400);
      expect((await response.json()).error.code).toBe('invalid_request');
    }
    expect((await sandbox.ask(`/__sandbox/sessions/${id}`, {method: 'POST', body: '{'})).status).toBe(400);
    expect((await control(sandbox, 'scs-unknown', {action: 'pay'})).status).toBe(404);
    expect((await getMonime(sandbox, id)).status).toBe('pending');
  });

  it('can be asked from any page', async () => {
    const {ask} = await startSandbox();
    const preflight = await ask('/__sandbox/sessions/scs-1', {
      method: 'OPTIONS',
      headers: {Origin: 'https://test.example', 'Access-Control-Request-Method': 'POST'},
    });
    expect(preflight.headers.get('Access-Control-Allow-Origin')).toBe('*');
  });
});

describe('the switches', () => {
  it('turn one by one', async () => {
    const sandbox = await startSandbox({switches: {monime: {coop: true}}});
    const response = await turn(sandbox, {monime: {lifetime: 60_000}, paymongo: {cors: false}});
    const turned = {
      monime: {returnMethod: 'post', framing: 'allowed', coop: true, nestedResult: false, lifetime: 60_000},
      paymongo: {returnMethod: 'get', framing: 'refused', coop: false, cors: false},
      webhooks: {held: false},
    };
    expect(await response.json()).toMatchObject(turned);
    expect(await (await sandbox.ask('/__sandbox/switches')).json()).toMatchObject(turned);
  });

  it.each([
    [{monime: {cors: true}}, 'switches.monime'],
    [{monime: {lifetime: 0}}, 'switches.monime.lifetime'],
    [{paymongo: {framing: 'maybe'}}, 'switches.paymongo.framing'],
    [{webhooks: {copies: 0}}, 'switches.webhooks.copies'],
    [{stripe: {}}, 'switches'],
  ])('refuse %o', async (body, path) => {
    const response = await turn(await startSandbox(), body);
    expect(response.status).toBe(400);
    const {error} = await response.json();
    expect(error.code).toBe('invalid_configuration');
    expect(error.message).toContain(path);
  });
});

describe('the options', () => {
  it.each([
    [{monime: {token: 'mon_live'}}, 'monime.token'],
    [{monime: {spaceId: 'sandbox'}}, 'monime.spaceId'],
    [{paymongo: {secretKey: 'sk_live_1'}}, 'paymongo.secretKey'],
    [{paymongo: {publicKey: 'pk_live_1'}}, 'paymongo.publicKey'],
    [{webhooks: {monime: {url: 'http://shop.test/', secret: 'short'}}}, 'webhooks.monime.secret'],
    [{webhooks: {paymongo: {url: 'shop.test'}}}, 'webhooks.paymongo.url'],
    [{origin: 'localhost:4010'}, 'origin'],
    [{origin: 'ftp://localhost'}, 'origin'],
    [{origin: 'http://localhost:4010/?a=b'}, 'origin'],
    [{saved: '{"version":2}'}, 'saved'],
  ])('refuse what cannot be, and keys that may be live: %o', (options, path) => {
    expect(() => createSandbox(options)).toThrow(
      expect.objectContaining({constructor: CheckoutError, code: 'invalid_configuration', path}),
    );
  });

  it('make the same ids of the same seed, and others of another', async () => {
    const ids = async (seed: number) => {
      const sandbox = await startSandbox({seed, now: () => 0, origin: 'http://pay.test'});
      return [await createMonime(sandbox), await createPayMongo(sandbox)];
    };
    expect(await ids(1)).toEqual(await ids(1));
    expect(await ids(1)).not.toEqual(await ids(2));
  });
});
