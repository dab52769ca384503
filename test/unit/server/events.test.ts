import {inspect} from 'node:util';
import {expect, it, onTestFinished, vi} from 'vitest';
import {SANDBOX_KEYS} from '../../../src/sandbox/index.ts';
import type {TelemetryEvent, CheckoutOptions} from '../../../src/server/index.ts';
import {MONIME, MONIME_SECRET, monimeWith, PAYMONGO, PAYMONGO_SECRET, paymongoWith} from './signing.ts';
import {MONIME_ORDER, PAYMONGO_ORDER, referenceIn, startShop} from './shop.ts';

function recorder() {
  const events: TelemetryEvent[] = [];
  return {events, onEvent: (event: TelemetryEvent) => events.push(event)};
}

it('tells what happens, in order and in flat attributes', async () => {
  const {events, onEvent} = recorder();
  const options: Partial<CheckoutOptions> = {onEvent, onCompleted: () => undefined, createSession: () => MONIME_ORDER};
  const {post, ask, base, provider} = await startShop<unknown>((at) => monimeWith(at), options);
  const id = String((await post()).json['id']);
  await provider.act(id, 'pay');
  const body = JSON.stringify(MONIME.event(id));
  await ask('/webhooks', {method: 'POST', body, headers: {'Monime-Signature': MONIME.sign(body)}});
  await fetch(`${base}/return/success?ref=${referenceIn(provider)}`);
  provider.faults.push(() => new Response('', {status: 500}));
  await ask('/sessions/scs-other');
  const told = events.map(({name, attributes}) => {
    const {'monime_checkout.duration_ms': duration, ...rest} = attributes;
    if (duration !== undefined) expect(duration).toBeGreaterThanOrEqual(0);
    return Object.assign(rest, {name: name.replace('monime_checkout.', '')});
  });
  const session = {'monime_checkout.provider': 'monime', 'monime_checkout.session.id': id};
  const completed = {...session, 'monime_checkout.session.status': 'completed'};
  const request = (method: string, route: string, status: number) => ({
    name: 'request',
    'http.request.method': method,
    'http.route': `/checkout${route}`,
    'http.response.status_code': status,
  });
  expect(told).toEqual([
    {name: 'session.created', ...session},
    request('POST', '/sessions', 200),
    {name: 'session.read', ...completed},
    {name: 'session.settled', ...completed},
    {name: 'webhook', ...session, 'monime_checkout.webhook.result': 'settled'},
    request('POST', '/webhooks', 200),
    {name: 'return', 'monime_checkout.return.outcome': 'success', 'monime_checkout.return.known': true},
    request('GET', '/return/success', 200),
    {name: 'session.read', ...session, 'monime_checkout.session.id': 'scs-other', 'error.type': 'provider_unavailable'},
    {name: 'error', 'error.type': 'provider_unavailable'},
    request('GET', '/sessions/:id', 503),
  ]);
});

it('survives an onEvent that fails', async () => {
  for (const onEvent of [() => Promise.reject(new Error('down')), () => expect.unreachable()]) {
    const {checkout, ask} = await startShop<unknown>((at) => monimeWith(at), {onEvent});
    const {id} = await checkout.create(MONIME_ORDER);
    expect((await ask(`/sessions/${id}`)).status).toBe(200);
  }
});

it.each([
  ['Monime', MONIME, monimeWith, MONIME_ORDER],
  ['PayMongo', PAYMONGO, paymongoWith, PAYMONGO_ORDER],
] as const)('lets no secret out, whatever happens (%s)', async (_, signed, adapterWith, order) => {
  const out: unknown[] = [];
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation((...words) => void out.push(words));
  }
  onTestFinished(() => void vi.restoreAllMocks());
  const {events, onEvent} = recorder();
  const options: Partial<CheckoutOptions> = {
    onEvent,
    onError: (error) => {
      out.push(error);
      console.error(error);
    },
    createSession: () => order,
    onCompleted: () => Promise.reject(new Error('no stock')),
  };
  const {base, origin, provider} = await startShop<unknown>((at) => adapterWith(at), options);
  const talk = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(base + path, {redirect: 'manual', ...init});
    out.push(answer.status, [...answer.headers], await answer.text());
  };
  const headers = {Origin: origin, 'Content-Type': 'application/json'};
  await talk('/sessions', {method: 'POST', headers, body: '{}'});
  const id = /"id":"([^"]+)"/.exec(out.join())?.[1] ?? '';
  await provider.act(id, 'pay');
  const body = JSON.stringify(signed.event(id));
  const signature = signed.sign(body);
  await talk('/webhooks', {method: 'POST', body, headers: {[signed.header]: signature}});
  await talk('/webhooks', {method: 'POST', body: `${body} `, headers: {[signed.header]: signature}});
  await talk(`/sessions/${id}`);
  await talk(`/return/success?ref=${referenceIn(provider)}`, {method: 'POST', body: new URLSearchParams({a: 'b'})});
  // A provider that repeats all that it was sent, in every way that it may fail.
  const parrot = (status: number) => async (request: Request) =>
    new Response(inspect([...request.headers], {maxArrayLength: null}) + (await request.text()), {status});
  for (const status of [200, 302, 400, 401, 403, 404, 409, 422, 429, 500]) {
    provider.faults.splice(0, 9, parrot(status));
    await talk(`/sessions/${id.slice(0, 4)}${status}`);
    provider.faults.splice(0, 9, parrot(status), parrot(status));
    await talk('/sessions', {method: 'POST', headers, body: '{}'});
  }
  const said = inspect([out, events], {depth: null, maxStringLength: null, maxArrayLength: null});
  expect(said).toContain(id);
  const {token, spaceId} = SANDBOX_KEYS.monime;
  const {secretKey} = SANDBOX_KEYS.paymongo;
  const secrets = [token, spaceId, secretKey, btoa(`${secretKey}:`), MONIME_SECRET, PAYMONGO_SECRET];
  for (const secret of [...secrets, signature, signature.split('=').at(-1) || signature.slice(20, 60)]) {
    expect(said).not.toContain(secret);
  }
  expect(/.{0,80}(\b(?:mon|sk|whsk)_|Bearer|Basic ).{0,80}/.exec(said)?.[0]).toBeUndefined();
});
