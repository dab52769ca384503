import {connect} from 'node:net';
import {describe, expect, it} from 'vitest';
import {createSandbox, type FaultRule, SANDBOX_KEYS} from '../../../src/sandbox/index.ts';
import {
  command,
  createMonime,
  createPayMongo,
  getMonime,
  getPayMongo,
  monimeHeaders,
  monimeOrder,
  postMonime,
  publicKey,
  resultOf,
  type RunningSandbox,
  startSandbox,
} from './client.ts';

const add = (sandbox: RunningSandbox, rule: FaultRule) => command(sandbox, 'faults', rule);

const read = ({ask}: RunningSandbox, id: string) => ask(`/monime/v1/checkout-sessions/${id}`, {headers: monimeHeaders});

describe('a fault', () => {
  it('is met as often as its rule says', async () => {
    const sandbox = await startSandbox();
    const {id} = await createMonime(sandbox);
    expect((await add(sandbox, {status: 503, count: 2})).status).toBe(201);
    const statuses = [];
    for (let asked = 0; asked < 3; asked++) statuses.push((await read(sandbox, id)).status);
    expect(statuses).toEqual([503, 503, 200]);
    expect((await (await sandbox.ask('/__sandbox/faults')).json()).faults).toMatchObject([{count: 2, met: 2}]);
  });

  it.each([
    ['GET', true],
    ['POST', false],
    ['/monime/*', true],
    ['GET /monime/v1/checkout-sessions/*', true],
    ['GET /monime/v1/checkout-sessions', false],
    ['POST /monime/*', false],
    ['/monime/v1/checkout.sessions/*', false],
    ['/paymongo/*', false],
  ])('is met on its route: %s', async (route, met) => {
    const sandbox = await startSandbox({faults: [{route, status: 500}]});
    expect((await read(sandbox, 'scs-1')).status).toBe(met ? 500 : 404);
  });

  it('is met by everything about its session', async () => {
    const sandbox = await startSandbox();
    const [one, other, payMongo] = [
      await createMonime(sandbox),
      await createMonime(sandbox),
      await createPayMongo(sandbox),
    ];
    await add(sandbox, {session: one.id, status: 500});
    await add(sandbox, {session: payMongo.id, status: 500});
    expect((await read(sandbox, one.id)).status).toBe(500);
    expect((await read(sandbox, other.id)).status).toBe(200);
    expect((await sandbox.ask(one.redirectUrl)).status).toBe(500);
    expect((await sandbox.ask(other.redirectUrl)).status).toBe(200);
    expect((await sandbox.ask(payMongo.attributes.checkout_url)).status).toBe(500);
  });

  it('goes when it is deleted, alone or with all', async () => {
    const sandbox = await startSandbox();
    const {id} = await createMonime(sandbox);
    const first = await (await add(sandbox, {status: 500})).json();
    await add(sandbox, {status: 502});
    const remove = (path: string) => sandbox.ask(`/__sandbox/faults${path}`, {method: 'DELETE'});
    expect((await remove(`/${first.id}`)).status).toBe(204);
    expect((await remove(`/${first.id}`)).status).toBe(404);
    expect((await read(sandbox, id)).status).toBe(502);
    await remove('');
    expect((await read(sandbox, id)).status).toBe(200);
  });

  it('says no in the words of whoever is asked', async () => {
    const sandbox = await startSandbox();
    const {redirectUrl} = await createMonime(sandbox);
    await add(sandbox, {status: 429});
    const monime = await read(sandbox, 'scs-1');
    expect(monime.headers.get('Retry-After')).toBe('1');
    expect((await monime.json()).error).toMatchObject({code: 429, reason: 'too_many_requests'});
    const payMongo = await sandbox.ask('/paymongo/v1/checkout_sessions/cs_1', {headers: publicKey});
    expect(await payMongo.text()).toBe('Too Many Requests');
    const page = await sandbox.ask(redirectUrl);
    expect(page.status).toBe(429);
    expect(page.headers.get('Content-Type')).toContain('text/html');
  });

  it('asks to wait as long as its rule says', async () => {
    const sandbox = await startSandbox({faults: [{status: 503, retryAfter: 7}]});
    expect((await read(sandbox, 'scs-1')).headers.get('Retry-After')).toBe('7');
  });

  it('with a status makes no session, and one that loses the answer does', async () => {
    const sandbox = await startSandbox({faults: [{route: 'POST', status: 500, count: 1}]});
    const post = () => postMonime(sandbox, monimeOrder, {'Idempotency-Key': 'one'});
    expect((await post()).status).toBe(500);
    await add(sandbox, {route: 'POST', damage: 'dropped', count: 1});
    await expect(post()).rejects.toThrow('fetch failed');
    const replay = await post();
    expect(replay.headers.get('Monime-Cache')).toBe('irc');
    const list = await resultOf(await sandbox.ask('/monime/v1/checkout-sessions', {headers: monimeHeaders}));
    expect(list).toHaveLength(1);
  });

  it('delays the answer', async () => {
    const sandbox = await startSandbox({faults: [{delay: 80}]});
    const began = performance.now();
    expect((await read(sandbox, 'scs-1')).status).toBe(404);
    expect(performance.now() - began).toBeGreaterThanOrEqual(79);
  });

  it('answers half a body as if it were whole', async () => {
    const sandbox = await startSandbox();
    const {id} = await createMonime(sandbox);
    const whole = await (await read(sandbox, id)).text();
    await add(sandbox, {damage: 'malformed'});
    const response = await read(sandbox, id);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(whole.slice(0, Math.floor(whole.length / 2)));
  });

  it('answers under another content type', async () => {
    const sandbox = await startSandbox({faults: [{contentType: 'text/html'}]});
    const {id} = await createMonime(sandbox);
    const response = await read(sandbox, id);
    expect(response.headers.get('Content-Type')).toBe('text/html');
    expect((await response.json()).result.id).toBe(id);
  });

  it('breaks the connection in the middle of an answer', async () => {
    const sandbox = await startSandbox();
    const {id} = await createMonime(sandbox);
    await add(sandbox, {damage: 'cut-off', count: 1});
    // Kept alive: of a connection that is to be closed, fetch takes any end for the right one.
    const response = await fetch(`${sandbox.origin}/monime/v1/checkout-sessions/${id}`, {headers: monimeHeaders});
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
    expect(await rawAnswer(sandbox, id, {damage: 'cut-off'})).toMatch(
      /^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\n[^]*\{"success":true/,
    );
    expect((await getMonime(sandbox, id)).id).toBe(id);
  });

  it('breaks the connection before any answer', async () => {
    const sandbox = await startSandbox();
    const {id} = await createMonime(sandbox);
    expect(await rawAnswer(sandbox, id, {damage: 'dropped'})).toBe('');
    expect((await getMonime(sandbox, id)).id).toBe(id);
  });

  it('leaves preflights and the control routes alone', async () => {
    const sandbox = await startSandbox({faults: [{status: 500, count: 1}]});
    const preflight = await sandbox.ask('/paymongo/v1/checkout_sessions/cs_1', {method: 'OPTIONS'});
    expect(preflight.status).toBe(204);
    expect((await sandbox.ask('/__sandbox/switches')).status).toBe(200);
    expect((await sandbox.ask('/')).status).toBe(200);
    const response = await sandbox.ask('/paymongo/v1/checkout_sessions/cs_1', {headers: publicKey});
    expect(response.status).toBe(500);
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
  });

  it.each<[object, string]>([
    [{status: 200}, 'faults.status'],
    [{delay: -1}, 'faults.delay'],
    [{damage: 'burnt'}, 'faults.damage'],
    [{contentType: 'a\r\nb: c'}, 'faults.contentType'],
    [{count: 0, status: 500}, 'faults.count'],
    [{route: '/monime/*'}, 'faults: set at least one of'],
    [{path: '/'}, 'faults'],
  ])('cannot be %o', async (rule, message) => {
    const response = await command(await startSandbox(), 'faults', rule);
    expect(response.status).toBe(400);
    expect((await response.json()).error.message).toContain(message);
  });
});

/** Bytes that the server sends under a fault, as text. */
async function rawAnswer(sandbox: RunningSandbox, id: string, rule: FaultRule): Promise<string> {
  await add(sandbox, {...rule, count: 1});
  const {hostname, port} = new URL(sandbox.origin);
  const socket = connect(Number(port), hostname);
  const {Authorization, 'Monime-Space-Id': space} = monimeHeaders;
  socket.write(
    `GET /monime/v1/checkout-sessions/${id} HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: ${Authorization}\r\nMonime-Space-Id: ${space}\r\n\r\n`,
  );
  let text = '';
  try {
    for await (const chunk of socket) text += chunk;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ECONNRESET')) throw error;
  }
  return text;
}

describe('a fault without a server', () => {
  const ask = async (damage: 'cut-off' | 'dropped') => {
    const {fetch, close} = createSandbox({faults: [{damage}]});
    close();
    const {publicKey: key} = SANDBOX_KEYS.paymongo;
    const headers = {Authorization: `Basic ${btoa(`${key}:`)}`};
    return fetch(new Request('http://sandbox.test/paymongo/v1/checkout_sessions/cs_1', {headers}));
  };

  it('fails the body half-way', async () => {
    const response = await ask('cut-off');
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value)).toContain('{"errors"');
    await expect(reader?.read()).rejects.toThrow('broke the connection');
  });

  it('fails the body at once', async () => {
    await expect((await ask('dropped')).text()).rejects.toThrow('broke the connection');
  });
});

it('takes faults on the way to PayMongo as on the way to Monime', async () => {
  const sandbox = await startSandbox({faults: [{route: '/paymongo/*', status: 500, count: 1}]});
  const failed = await createPayMongo(sandbox);
  expect(failed).toBeUndefined();
  const {id} = await createPayMongo(sandbox);
  expect((await getPayMongo(sandbox, id)).id).toBe(id);
});
