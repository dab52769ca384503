import {describe, expect, it} from 'vitest';
import {RateLimit} from '../../../src/sandbox/rate-limit.ts';
import {
  createMonime,
  createPayMongo,
  getMonime,
  monimeHeaders,
  publicKey,
  type RunningSandbox,
  startSandbox,
  turn,
} from './client.ts';

const many = <Answer>(count: number, ask: () => Promise<Answer>) => Promise.all(Array.from({length: count}, ask));

const read = ({ask}: RunningSandbox, id: string) => ask(`/monime/v1/checkout-sessions/${id}`, {headers: monimeHeaders});

describe('the rate limits', () => {
  it.each([
    ['endpointLimit', 'endpoint-limit'],
    ['tokenLimit', 'token-limit'],
    ['spaceLimit', 'space-limit'],
  ])('of Monime say which was met: %s', async (name, header) => {
    const sandbox = await startSandbox({switches: {monime: {[name]: 1}}});
    const responses = await many(6, () => read(sandbox, 'scs-1'));
    const refused = responses.filter(({status}) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(6);
    for (const response of refused) {
      expect(response.headers.get('Monime-Rate-Limit')).toBe(header);
      expect(Number(response.headers.get('Retry-After'))).toBeGreaterThanOrEqual(1);
      expect(response.headers.get('Monime-Request-Id')).toMatch(/^req-/);
      expect((await response.json()).error).toMatchObject({code: 429, reason: 'too_many_requests', details: []});
    }
  });

  it('of an endpoint are counted whatever the id, and not for another', async () => {
    const sandbox = await startSandbox();
    const {id} = await createMonime(sandbox);
    await turn(sandbox, {monime: {endpointLimit: 2}});
    const answers = await Promise.all([id, 'scs-2', 'scs-3', 'scs-4'].map((each) => read(sandbox, each)));
    expect(answers.some(({status}) => status === 429)).toBe(true);
    expect((await sandbox.ask('/monime/v1/checkout-sessions', {headers: monimeHeaders})).status).toBe(200);
  });

  it('of Monime let requests in again', async () => {
    const sandbox = await startSandbox();
    const {id} = await createMonime(sandbox);
    await turn(sandbox, {monime: {endpointLimit: 1}});
    await read(sandbox, id);
    await expect.poll(async () => (await getMonime(sandbox, id))?.id, {timeout: 4000, interval: 300}).toBe(id);
  });

  it('of PayMongo answer in plain text, which pages may read', async () => {
    const sandbox = await startSandbox();
    const {id} = await createPayMongo(sandbox);
    await turn(sandbox, {paymongo: {rateLimit: 2}});
    const responses = await many(3, () => sandbox.ask(`/paymongo/v1/checkout_sessions/${id}`, {headers: publicKey}));
    const refused = responses.find(({status}) => status === 429);
    expect(refused?.headers.get('Content-Type')).toContain('text/plain');
    expect(refused?.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(await refused?.text()).toBe('Too Many Requests');
  });

  it('are off until they are turned on', async () => {
    const sandbox = await startSandbox();
    const {id} = await createMonime(sandbox);
    const responses = await many(40, () => read(sandbox, id));
    expect(new Set(responses.map(({status}) => status))).toEqual(new Set([200]));
  });
});

describe('a window', () => {
  it('has room again when its oldest request has left it', async () => {
    const rates = new RateLimit(80);
    expect([rates.take('a', 2), rates.take('a', 2)]).toEqual([0, 0]);
    const wait = rates.take('a', 2);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(80);
    expect(rates.take('b', 2)).toBe(0);
    await expect.poll(() => rates.take('a', 2), {interval: 20}).toBe(0);
  });
});
