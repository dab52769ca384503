import {describe, expect, it} from 'vitest';
import {readMonime} from '../../../src/providers/monime.ts';
import {
  control,
  createMonime,
  getMonime,
  monimeHeaders,
  monimeOrder,
  postMonime,
  resultOf,
  startSandbox,
} from './client.ts';

const sessions = '/monime/v1/checkout-sessions';

describe('a new Monime session', () => {
  it('has the documented shape', async () => {
    const sandbox = await startSandbox({now: () => Date.UTC(2026, 0, 15, 10)});
    const response = await postMonime(sandbox, monimeOrder);
    expect(response.status).toBe(200);
    const {success, messages, result} = await response.json();
    expect({success, messages}).toEqual({success: true, messages: []});
    expect(result).toEqual({
      id: expect.stringMatching(/^scs-[A-Za-z0-9]+$/),
      name: 'Kola Nut Books, order 1042',
      status: 'pending',
      orderNumber: null,
      reference: 'order-1042',
      description: 'Two days by road',
      redirectUrl: `${sandbox.origin}/pay/${result.id}`,
      cancelUrl: monimeOrder.cancelUrl,
      successUrl: monimeOrder.successUrl,
      lineItems: {
        data: [
          {type: 'custom', id: expect.stringMatching(/^lit-/), ...monimeOrder.lineItems[0]},
          {
            type: 'custom',
            id: expect.stringMatching(/^lit-/),
            ...monimeOrder.lineItems[1],
            quantity: 1,
            reference: expect.any(String),
            description: null,
            images: null,
          },
        ],
      },
      financialAccountId: expect.any(String),
      brandingOptions: {primaryColor: '#0B6E4F'},
      expireTime: '2026-01-15T11:00:00.000Z',
      createTime: '2026-01-15T10:00:00.000Z',
      ownershipGraph: expect.anything(),
      metadata: {cart: 'c-77'},
    });
  });

  it('carries diagnostic headers', async () => {
    const sandbox = await startSandbox();
    const {headers} = await postMonime(sandbox, monimeOrder);
    const {headers: others} = await postMonime(sandbox, monimeOrder);
    expect(others.get('Monime-Request-Id')).not.toBe(headers.get('Monime-Request-Id'));
    expect(headers.get('Monime-Request-Id')).toMatch(/^req-/);
    expect(headers.get('Monime-Request-Checksum')).toMatch(/^[0-9a-f]{64}$/);
    expect(Date.parse(headers.get('Monime-Request-Timestamp') ?? '')).toBeGreaterThan(0);
    expect(headers.get('Monime-Request-Duration')).toMatch(/ms$/);
    expect(headers.get('Monime-Cache')).toBeNull();
  });

  it('is what the provider reader reads, also with result nested twice', async () => {
    const sandbox = await startSandbox({switches: {monime: {nestedResult: true}}});
    const answer = await (await postMonime(sandbox, monimeOrder)).json();
    expect(answer.result.result.status).toBe('pending');
    const session = readMonime(answer, {id: null, hosts: {allowedHosts: [], allowHttp: true}});
    expect(session).toMatchObject({status: 'open', totals: [{currency: 'SLE', amount: 9150}], accent: '#0b6e4f'});
  });

  it('has its hosted page on the origin that the options name', async () => {
    const sandbox = await startSandbox({origin: 'https://pay.example'});
    const {id, redirectUrl} = await createMonime(sandbox);
    expect(redirectUrl).toBe(`https://pay.example/pay/${id}`);
  });

  it('leaves out the return URLs that the order leaves out', async () => {
    const sandbox = await startSandbox();
    const {name, lineItems} = monimeOrder;
    const result = await resultOf(await postMonime(sandbox, {name, lineItems}));
    expect(result).not.toHaveProperty('successUrl');
    expect(result).not.toHaveProperty('cancelUrl');
    expect(result).toMatchObject({reference: null, description: null, brandingOptions: null, metadata: null});
  });
});

describe('idempotency at Monime', () => {
  it('replays the answer to an identical request', async () => {
    const sandbox = await startSandbox();
    const first = await postMonime(sandbox, monimeOrder, {'Idempotency-Key': 'one'});
    const {result} = await first.json();
    await control(sandbox, result.id, {action: 'pay'});
    const replay = await postMonime(sandbox, monimeOrder, {'Idempotency-Key': 'one'});
    expect(replay.headers.get('Monime-Cache')).toBe('irc');
    expect(await resultOf(replay)).toEqual(result);
  });

  it('refuses another body under the same key', async () => {
    const sandbox = await startSandbox();
    await postMonime(sandbox, monimeOrder, {'Idempotency-Key': 'one'});
    const other = await postMonime(sandbox, {...monimeOrder, name: 'Another'}, {'Idempotency-Key': 'one'});
    expect(other.status).toBe(409);
    expect((await other.json()).error).toMatchObject({code: 409, reason: 'idempotency_key_in_use', details: []});
  });

  it('does not keep a refusal', async () => {
    const sandbox = await startSandbox();
    expect((await postMonime(sandbox, {}, {'Idempotency-Key': 'one'})).status).toBe(400);
    expect((await postMonime(sandbox, monimeOrder, {'Idempotency-Key': 'one'})).status).toBe(200);
  });

  it('makes one session of two requests at once', async () => {
    const sandbox = await startSandbox();
    const answers = await Promise.all([1, 2].map(() => postMonime(sandbox, monimeOrder, {'Idempotency-Key': 'one'})));
    const [one, two] = await Promise.all(answers.map(resultOf));
    expect(one.id).toBe(two.id);
  });
});

describe('a Monime session later', () => {
  it.each([
    ['process', 'pending', null],
    ['decline', 'pending', null],
    ['cancel', 'cancelled', null],
    ['expire', 'expired', null],
    ['pay', 'completed', expect.stringMatching(/^ORD-/)],
  ])('after %s is %s', async (action, status, orderNumber) => {
    const sandbox = await startSandbox();
    const {id} = await createMonime(sandbox);
    await control(sandbox, id, {action});
    expect(await getMonime(sandbox, id)).toMatchObject({status, orderNumber});
  });

  it('expires when its hour is over, and not before', async () => {
    let now = Date.UTC(2026, 0, 15, 10);
    const sandbox = await startSandbox({now: () => now});
    const {id} = await createMonime(sandbox);
    now += 3_599_999;
    expect((await getMonime(sandbox, id)).status).toBe('pending');
    now += 1;
    expect((await getMonime(sandbox, id)).status).toBe('expired');
  });

  it('is deleted as long as nobody tried to pay it', async () => {
    const sandbox = await startSandbox();
    const remove = (id: string) => sandbox.ask(`${sessions}/${id}`, {method: 'DELETE', headers: monimeHeaders});
    const untouched = await createMonime(sandbox);
    const deleted = await remove(untouched.id);
    expect(deleted.status).toBe(200);
    expect(await deleted.json()).toEqual({success: true, messages: []});
    expect((await remove(untouched.id)).status).toBe(404);

    const tried = await createMonime(sandbox);
    await control(sandbox, tried.id, {action: 'decline'});
    expect((await remove(tried.id)).status).toBe(409);
    expect((await getMonime(sandbox, tried.id)).status).toBe('pending');
  });

  it('is in the list, page by page, newest first', async () => {
    const sandbox = await startSandbox();
    const created = [];
    for (let count = 0; count < 5; count++) created.unshift((await createMonime(sandbox)).id);
    const list = async (query: string) => (await sandbox.ask(`${sessions}?${query}`, {headers: monimeHeaders})).json();
    const ids = (page: {result: {id: string}[]}) => page.result.map(({id}) => id);

    const first = await list('limit=2');
    expect(ids(first)).toEqual(created.slice(0, 2));
    expect(first.pagination.count).toBe(2);
    const second = await list(`limit=2&after=${first.pagination.next}`);
    const third = await list(`limit=2&after=${second.pagination.next}`);
    expect([...ids(second), ...ids(third)]).toEqual(created.slice(2));
    expect(third.pagination).toEqual({count: 1, next: null});
    expect(ids(await list(''))).toEqual(created);
  });

  it.each(['limit=0', 'limit=51', 'limit=x', 'after=scs-unknown'])('refuses the list with %s', async (query) => {
    const {ask} = await startSandbox();
    expect((await ask(`${sessions}?${query}`, {headers: monimeHeaders})).status).toBe(400);
  });
});
