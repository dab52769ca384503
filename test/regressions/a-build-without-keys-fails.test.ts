/**
 * Reported: a client that was created at import threw without its key, and so broke the build and other routes.
 * https://github.com/stripe/stripe-node/issues/2207
 * https://github.com/dubinc/dub/issues/4495
 */
import {describe, expect, it, onTestFinished, vi} from 'vitest';
import {type CheckoutOptions, createCheckout, monime, paymongo, type Store} from '../../src/server/index.ts';
import {memoryStore} from '../../src/server/stores/memory-store.ts';
import {MONIME, MONIME_SECRET} from '../unit/server/signing.ts';
import {MONIME_ORDER, PAYMONGO_ORDER} from '../unit/server/shop.ts';

const ORIGIN = 'https://shop.example';
const TOKEN = 'mon_test_sandbox';
const REFERENCE = `o${'a'.repeat(62)}`;

/** A store that counts its uses. */
function countingStore() {
  const store = memoryStore();
  const used: string[] = [];
  const counting: Store = {
    get: (...args) => (used.push('get'), store.get(...args)),
    put: (...args) => (used.push('put'), store.put(...args)),
    due: (...args) => (used.push('due'), store.due(...args)),
  };
  return {used, store: counting};
}

const MISSING = [
  ['token', () => monime({token: undefined, spaceId: undefined}), MONIME_ORDER, 'scs-1'],
  ['token', () => monime({token: '', spaceId: 'spc-sandbox'}), MONIME_ORDER, 'scs-1'],
  ['spaceId', () => monime({token: TOKEN, spaceId: ''}), MONIME_ORDER, 'scs-1'],
  ['secretKey', () => paymongo({secretKey: undefined}), PAYMONGO_ORDER, 'cs_1'],
] as const;

function createWith(provider: CheckoutOptions['provider'], options: Partial<CheckoutOptions> = {}) {
  const errors: unknown[] = [];
  const checkout = createCheckout({provider, origin: ORIGIN, onError: (error) => errors.push(error), ...options});
  const ask = (path: string, init: RequestInit = {}) =>
    checkout.fetch(new Request(`${ORIGIN}/checkout${path}`, {...init, headers: {Origin: ORIGIN, ...init.headers}}));
  return {checkout, ask, errors};
}

describe('a build without credentials', () => {
  it('can import what a merchant writes', async () => {
    vi.resetModules();
    for (const name of ['TOKEN', 'SPACE', 'SECRET', 'API']) vi.stubEnv(`MONIME_${name}`, undefined);
    vi.stubEnv('NODE_ENV', 'production');
    onTestFinished(() => void vi.unstubAllEnvs());
    const {checkout} = await import('../server/examples/checkout.ts');
    const refusal = {code: 'invalid_configuration', path: 'token'};
    await expect(checkout.create(MONIME_ORDER)).rejects.toMatchObject(refusal);
  });

  it.each(MISSING)('names a missing %s at each first use, and uses nothing', async (path, adapter, order, id) => {
    const {used, store} = countingStore();
    const {checkout} = createWith(adapter(), {store});
    const refusal = expect.objectContaining({code: 'invalid_configuration', path, retryable: false});
    await expect(checkout.create(order)).rejects.toEqual(refusal);
    await expect(checkout.get(id)).rejects.toEqual(refusal);
    await expect(checkout.settle(id)).rejects.toEqual(refusal);
    await expect(checkout.reconcile()).rejects.toEqual(refusal);
    await expect(checkout.release('order-7')).rejects.toEqual(refusal);
    expect(used).toEqual([]);
  });

  it.each(MISSING)('answers 500 and tells the merchant of a missing %s', async (path, adapter, order, id) => {
    const {ask, errors} = createWith(adapter(), {createSession: () => order});
    const json = {'Content-Type': 'application/json'};
    const answers = [
      await ask('/sessions', {method: 'POST', body: '{}', headers: json}),
      await ask(`/sessions/${id}`),
      await ask(`/go/${id}`),
      await ask(`/returns/${REFERENCE}`),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(500);
      expect(await answer.json()).toMatchObject({error: {code: 'invalid_configuration', path}});
    }
    expect((await ask(`/return/success?ref=${REFERENCE}`)).status).toBe(200);
    expect((await ask('/return.js')).status).toBe(200);
    expect(errors).toEqual(
      Array.from({length: 5}, () => expect.objectContaining({code: 'invalid_configuration', path})),
    );
  });

  it('refuses a webhook, to be sent again', async () => {
    const {ask, errors} = createWith(monime({token: '', spaceId: '', webhookSecret: MONIME_SECRET}));
    const body = JSON.stringify(MONIME.event('scs-1'));
    const headers = {'Monime-Signature': MONIME.sign(body)};
    expect((await ask('/webhooks', {method: 'POST', body, headers})).status).toBe(503);
    expect(errors).toEqual([expect.objectContaining({path: 'token'})]);
  });
});

describe('webhookSecret', () => {
  const post = {method: 'POST', body: '{}'};
  const withSecret = (webhookSecret?: string | string[]) =>
    createWith(monime({token: TOKEN, spaceId: 'spc-sandbox', webhookSecret}));

  it.each([[''], [['', '']]])('that is empty is named at the first webhook: %j', async (secret) => {
    const {ask, errors} = withSecret(secret);
    const answer = await ask('/webhooks', post);
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({error: {code: 'invalid_configuration', path: 'webhookSecret'}});
    expect(errors).toHaveLength(1);
  });

  it('that is not given means no webhooks', async () => {
    const {ask, errors} = withSecret();
    expect((await ask('/webhooks', post)).status).toBe(404);
    expect(errors).toEqual([]);
  });

  it('is still used if an empty one stands beside it', async () => {
    const {ask} = withSecret(['', MONIME_SECRET]);
    const body = JSON.stringify(MONIME.event('pmt-1', 'payment.created'));
    const headers = {'Monime-Signature': MONIME.sign(body)};
    expect((await ask('/webhooks', {method: 'POST', body, headers})).status).toBe(200);
  });
});
