import {describe, expect, it, vi} from 'vitest';
import {monime, paymongo} from '../../../src/server/index.ts';
import {MONIME_ORDER, monimeAt, PAYMONGO_ORDER, paymongoAt, startProvider, startShop} from './shop.ts';

const KEYS = {token: 'mon_test_sandbox', spaceId: 'spc-sandbox'};
const SECRET_KEY = 'sk_test_sandbox';

describe('what Monime is told', () => {
  it('is the order in its own words', async () => {
    const {checkout, provider} = await startShop(monimeAt);
    await checkout.create({
      ...MONIME_ORDER,
      reference: 'order-1',
      accent: '#0B6E4F',
      methods: ['momo', 'card'],
      metadata: {cart: '77'},
      providerOptions: {financialAccountId: 'fac-1'},
    });
    const [received] = provider.received;
    expect(received?.headers).toMatchObject({authorization: `Bearer ${KEYS.token}`, 'monime-space-id': KEYS.spaceId});
    expect(JSON.parse(received?.body ?? '')).toEqual({
      name: 'Two books',
      description: 'Picked up in Freetown',
      lineItems: [
        {
          type: 'custom',
          name: 'Exercise book',
          description: 'A4, 80 pages',
          price: {currency: 'SLE', value: 2550},
          quantity: 2,
        },
        {type: 'custom', name: 'Delivery', price: {currency: 'SLE', value: 1500}, quantity: 1},
      ],
      successUrl: expect.stringContaining('/return/success?ref='),
      cancelUrl: expect.stringContaining('/return/cancel?ref='),
      reference: 'order-1',
      financialAccountId: 'fac-1',
      paymentOptions: {bank: {disable: true}, wallet: {disable: true}},
      brandingOptions: {primaryColor: '#0B6E4F'},
      metadata: {cart: '77'},
    });
  });

  it('is said once more, byte for byte, after a failure', async () => {
    const {checkout, provider} = await startShop(monimeAt);
    provider.faults.push(() => new Response('', {status: 503}));
    expect((await checkout.create(MONIME_ORDER)).status).toBe('open');
    const [first, second] = provider.received;
    expect(provider.received).toHaveLength(2);
    expect(second?.body).toBe(first?.body);
    expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
  });

  it('states framing as the merchant does', async () => {
    const {checkout} = await startShop(({origin}) => monime({...KEYS, apiUrl: `${origin}/monime`, framing: 'allowed'}));
    expect((await checkout.create(MONIME_ORDER)).framing).toBe('allowed');
  });
});

it.each(['v1', 'v2'] as const)('creates at PayMongo through %s and reads through v1', async (apiVersion) => {
  const {checkout, provider} = await startShop(({origin}) =>
    paymongo({secretKey: SECRET_KEY, apiUrl: `${origin}/paymongo`, apiVersion}),
  );
  const {id} = await checkout.create(PAYMONGO_ORDER);
  expect(await checkout.get(id ?? '')).toMatchObject({id, status: 'open', framing: 'refused'});
  expect(provider.received.map(({method, path}) => `${method} ${path}`)).toEqual([
    `POST /paymongo/${apiVersion}/checkout_sessions`,
    `GET /paymongo/v1/checkout_sessions/${id}`,
  ]);
});

describe('an answer of the provider', () => {
  const answer = (status: number, headers = {}) => new Response('Bearer mon_test_sandbox is wrong', {status, headers});

  it.each([
    [400, 'invalid_request'],
    [401, 'not_allowed'],
    [403, 'not_allowed'],
    [404, 'not_found'],
    [409, 'create_failed'],
    [422, 'invalid_request'],
    [500, 'provider_unavailable'],
    [503, 'provider_unavailable'],
    [302, 'provider_unavailable'],
  ])('with status %i is %s, and the token stays secret', async (status, code) => {
    const provider = await startProvider();
    provider.faults.push(() => answer(status, status === 302 ? {Location: '/elsewhere'} : {}));
    const error = await monimeAt(provider)
      .get('scs-1')
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({code, name: 'CheckoutError'});
    expect(JSON.stringify([error, String(error), String(error instanceof Error && error.cause)])).not.toContain('mon_');
    expect(provider.received).toHaveLength(1);
  });

  it.each([
    ['7', 7000],
    ['100000', 3_600_000],
    ['0', 1000],
    ['soon', null],
  ])('with status 429 and Retry-After %s asks for a pause of %j ms', async (header, retryAfter) => {
    const provider = await startProvider();
    provider.faults.push(() => answer(429, {'Retry-After': header}));
    await expect(monimeAt(provider).get('scs-1')).rejects.toMatchObject({code: 'rate_limited', retryAfter});
  });

  it('that refuses the order says so, with its words for the merchant', async () => {
    const {checkout, provider} = await startShop(paymongoAt);
    provider.faults.push(() => new Response('{"errors":[{"detail":"gcash is not activated"}]}', {status: 400}));
    await expect(checkout.create(PAYMONGO_ORDER)).rejects.toMatchObject({
      code: 'invalid_order',
      message: expect.not.stringContaining('gcash'),
      cause: expect.objectContaining({message: expect.stringContaining('gcash is not activated')}),
    });
  });

  it.each([
    ['cut off', () => new Response('{"result": {"id": "scs-1"', {status: 200}), 'provider_unavailable'],
    [
      'too large',
      () => Response.json({result: {id: 'scs-1', status: 'pending', name: 'x'.repeat(5_000_000)}}),
      'provider_unavailable',
    ],
    ['no session', () => Response.json({result: {id: 7}}), 'invalid_session'],
    ['about another session', () => Response.json({result: {id: 'scs-2', status: 'pending'}}), 'wrong_session'],
    [
      'with a hosted page of a stranger',
      () => Response.json({result: {id: 'scs-1', status: 'pending', redirectUrl: 'https://evil.example/'}}),
      'unsafe_url',
    ],
  ])('that is %s is an error', async (_, fault, code) => {
    const provider = await startProvider();
    provider.faults.push(fault);
    await expect(monimeAt(provider).get('scs-1')).rejects.toMatchObject({code});
  });

  it('that never comes is a timeout', async () => {
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    const limits: number[] = [];
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
      limits.push(milliseconds);
      return timeout(50);
    });
    try {
      const provider = await startProvider();
      provider.faults.push(() => new Promise(() => {}));
      await expect(monimeAt(provider).get('scs-1')).rejects.toMatchObject({code: 'timeout', retryable: true});
      expect(limits).toEqual([10_000]);
    } finally {
      vi.restoreAllMocks();
    }
  });

  it('that cannot be had is a network error', async () => {
    const adapter = monime({...KEYS, apiUrl: 'http://127.0.0.1:9/monime'});
    await expect(adapter.get('scs-1')).rejects.toMatchObject({code: 'network'});
  });
});
