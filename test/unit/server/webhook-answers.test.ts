import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {CheckoutError} from '../../../src/core/error.ts';
import type {WebhookEvent, WebhookScheme} from '../../../src/server/crypto/webhook-signature.ts';
import type {SessionEntry} from '../../../src/server/orders/record.ts';
import type {Settled} from '../../../src/server/orders/settlement.ts';
import {addWebhookRoute} from '../../../src/server/routes/webhooks.ts';
import {entryOf, notificationOf, recordOf} from './orders/records.ts';
import {foundWith, monimeAdapter, startRoutes} from './route.ts';
import {unixNow} from './signing.ts';

const ID = 'scs-1';
const MINUTE_MS = 60_000;

beforeEach(() => void vi.useFakeTimers({toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout']}));
afterEach(() => void vi.useRealTimers());

/** What the order is after a read. */
function settledWith(state: SessionEntry['state'], patch: Partial<Settled> = {}): Settled {
  const record = recordOf([entryOf('scs-earlier', {state: 'expired'}), entryOf(ID, {state})]);
  return {key: 'o:1', isForeign: false, found: foundWith({id: ID}), record, followed: Promise.resolve(), ...patch};
}

const open = () => settledWith('open');
const paid = () => settledWith('completed');

/** An order whose hook fails, with these notifications in its record. */
function failing(error: unknown, notifications: Parameters<typeof notificationOf>[1][]): Settled {
  const followed = Promise.reject(error);
  followed.catch(() => undefined);
  const pending = notifications.map((patch, index) => notificationOf(`payment pmt-${index}`, patch));
  const record = recordOf([entryOf(ID, {state: 'completed'})], {notifications: pending});
  return settledWith('completed', {record, followed});
}

interface Webhook {
  event?: Partial<WebhookEvent> | null;
  scheme?: Partial<WebhookScheme>;
  /** The result of each read; the last one counts for all further reads. */
  reads?: (() => Settled | null)[];
}

/** The route with orders that are read as the test says. The signature is right. */
function start({event = {}, scheme = {}, reads = [open]}: Webhook = {}) {
  const readAt: number[] = [];
  const reasons: boolean[] = [];
  const provider = monimeAdapter();
  if (!provider.webhooks) throw new Error('There is a secret.');
  const webhooks: WebhookScheme = {
    ...provider.webhooks,
    verifiers: [async () => true],
    read: () => event && {session: ID, isPaid: true, at: null, ...event},
    ...scheme,
  };
  const begin = performance.now();
  const settleIfFound = async (_: string, isPaid: boolean) => {
    reasons.push(isPaid);
    readAt.push(performance.now() - begin);
    return (reads[readAt.length - 1] ?? reads.at(-1) ?? open)();
  };
  const routes = startRoutes([addWebhookRoute], {settleIfFound}, {provider: {...provider, webhooks}});
  const deliver = async (body = '{}') => {
    const headers = {'Monime-Signature': `t=${unixNow()},v1=AAAA`};
    const {status, json} = await routes.ask('/webhooks', {method: 'POST', body, headers});
    return {status, json};
  };
  const results = () =>
    routes.events.flatMap(({name, attributes}) => (name === 'monime_checkout.webhook' ? [attributes] : []));
  return {...routes, deliver, results, readAt, reasons};
}

const RECEIVED = {status: 200, json: {received: true}};
const SEND_AGAIN = {status: 503, json: {error: {code: 'provider_unavailable'}}};

describe('a webhook that says paid of a session that is open', () => {
  it('is to come again, and the session is read after 2, 5 and 15 seconds', async () => {
    const {deliver, readAt, reasons, kept} = start();
    expect(await deliver()).toMatchObject(SEND_AGAIN);
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(readAt).toEqual([0, 2000, 5000, 15_000]);
    expect(reasons).toEqual([true, true, true, true]);
    expect(kept).toHaveLength(1);
    await Promise.all(kept);
  });

  it('is to come again also to a runtime that cannot keep work going', async () => {
    const {app} = start();
    const headers = {'Monime-Signature': `t=${unixNow()},v1=AAAA`};
    expect((await app.request('/webhooks', {method: 'POST', body: '{}', headers}, {})).status).toBe(503);
  });

  it('causes no more reads if it comes twice, and again those once they are over', async () => {
    const {deliver, readAt} = start();
    await Promise.all([deliver(), deliver()]);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(readAt).toEqual([0, 0, 2000, 5000, 15_000]);
    await deliver();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(readAt.slice(5)).toEqual([15_000, 17_000, 20_000, 30_000]);
  });

  it.each([
    ['the provider says so', () => settledWith('open', {found: foundWith({id: ID, status: 'completed'})})],
    ['the order has noted it', paid],
  ])('is read until %s', async (_, last) => {
    const {deliver, readAt, errors} = start({reads: [open, () => null, last]});
    expect(await deliver()).toMatchObject(SEND_AGAIN);
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(readAt).toEqual([0, 2000, 5000]);
    expect(errors).toHaveLength(1);
    expect(await deliver()).toEqual(RECEIVED);
  });

  it('is not taken for paid because of another session of the order', async () => {
    const record = recordOf([entryOf(ID), entryOf('scs-2', {state: 'completed'})]);
    const {deliver} = start({reads: [() => settledWith('open', {record})]});
    expect(await deliver()).toMatchObject(SEND_AGAIN);
  });

  it('is read on after a failure, of which the merchant hears', async () => {
    const failures = [new Error('provider is down'), new Error('hook is down')];
    const fail = () => {
      throw failures[0];
    };
    const {deliver, readAt, errors} = start({reads: [open, fail, () => failing(failures[1], []), paid]});
    await deliver();
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(readAt).toEqual([0, 2000, 5000, 15_000]);
    expect(errors.slice(1)).toEqual(failures);
  });

  it('is to come again for ten minutes since the payment, and then goes to the merchant', async () => {
    const at = Date.now();
    const {deliver, errors, kept} = start({event: {at}});
    vi.advanceTimersByTime(10 * MINUTE_MS - 1);
    expect(await deliver()).toMatchObject(SEND_AGAIN);
    vi.advanceTimersByTime(1);
    expect(await deliver()).toEqual(RECEIVED);
    expect(errors).toHaveLength(2);
    expect(kept).toHaveLength(2);
  });

  it('is to come again for as long as the provider wants to, if it does not say when the payment was', async () => {
    const {deliver} = start({event: {at: null}});
    vi.advanceTimersByTime(1000 * MINUTE_MS);
    expect(await deliver()).toMatchObject(SEND_AGAIN);
  });
});

describe('a webhook whose hook fails', () => {
  const failure = new CheckoutError('not_found', 'No such order.');
  const hook = (...since: {ago: number; isDone?: boolean}[]) => {
    const now = Date.now();
    return failing(
      failure,
      since.map(({ago, isDone = false}) => ({isDone, since: now - ago})),
    );
  };

  it.each([
    ['was called a moment ago', () => hook({ago: 0})],
    ['has failed for less than ten minutes', () => hook({ago: 10 * MINUTE_MS - 1}, {ago: 0})],
    ['was called long ago for another payment', () => hook({ago: 0}, {ago: 1000 * MINUTE_MS, isDone: true})],
    ['is not in the record', () => hook()],
  ])('is to come again if it %s', async (_, read) => {
    const {deliver, errors, readAt, kept} = start({reads: [read]});
    expect(await deliver()).toMatchObject({status: 503, json: {error: {code: 'not_found'}}});
    expect(errors).toEqual([failure]);
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect([readAt, kept]).toEqual([[0], []]);
  });

  it('is accepted if it has failed for ten minutes, so that the provider does not switch webhooks off', async () => {
    const {deliver, errors} = start({reads: [() => hook({ago: 0}, {ago: 10 * MINUTE_MS})]});
    expect(await deliver()).toEqual(RECEIVED);
    expect(errors).toEqual([failure]);
  });

  it('is to come again if the order could not even be read', async () => {
    const {deliver, errors} = start({
      event: {at: Date.now() - 1000 * MINUTE_MS},
      reads: [
        () => {
          throw failure;
        },
      ],
    });
    expect((await deliver()).status).toBe(503);
    expect(errors).toEqual([failure]);
  });
});

describe('what is told of a webhook', () => {
  const about = {'monime_checkout.provider': 'monime', 'monime_checkout.session.id': ID};
  const result = (text: string) => ({...about, 'monime_checkout.webhook.result': text});

  it.each<[string, Webhook, object]>([
    ['of a payment', {reads: [paid]}, result('settled')],
    ['of a session that is open, and open', {event: {isPaid: false}}, result('settled')],
    ['of a payment elsewhere', {reads: [() => ({...paid(), isForeign: true})]}, result('foreign')],
    ['of a session that is gone', {event: {isPaid: false}, reads: [() => null]}, result('ignored')],
  ])('%s', async (_, webhook, attributes) => {
    const {deliver, results, errors} = start(webhook);
    expect(await deliver()).toEqual(RECEIVED);
    expect(results()).toEqual([attributes]);
    expect(errors).toEqual([]);
  });

  it('that failed is why', async () => {
    const {deliver, results} = start();
    await deliver();
    expect(results()).toEqual([{...result('failed'), 'error.type': 'provider_unavailable'}]);
  });

  it.each<[string, Partial<WebhookEvent> | null]>([
    ['of no session', null],
    ['of what is no id', {session: 'scs-1/../../payments'}],
    ['of a session of the other provider', {session: 'cs_1'}],
  ])('%s is nothing, and nothing is read', async (_, event) => {
    const {deliver, results, readAt} = start({event});
    expect(await deliver()).toEqual(RECEIVED);
    expect(results()).toEqual([{'monime_checkout.provider': 'monime', 'monime_checkout.webhook.result': 'ignored'}]);
    expect(readAt).toEqual([]);
  });

  it.each<[string, Webhook, string, number, object, number]>([
    [
      'without a secret',
      {scheme: {verifiers: []}},
      '{}',
      500,
      {code: 'invalid_configuration', path: 'webhookSecret'},
      1,
    ],
    ['that someone else signed', {scheme: {verifiers: [async () => false]}}, '{}', 401, {code: 'bad_signature'}, 0],
    ['that is no JSON', {}, '{', 400, {code: 'invalid_request', path: 'body'}, 0],
    ['of more than 2 MB', {}, 'x'.repeat(2 * 1024 * 1024 + 1), 413, {code: 'invalid_request', path: 'body'}, 0],
  ])('%s is that it was refused', async (_, webhook, body, status, error, reports) => {
    const {deliver, results, readAt, errors} = start(webhook);
    expect(await deliver(body)).toMatchObject({status, json: {error}});
    expect(results()).toEqual([expect.objectContaining({'monime_checkout.webhook.result': 'refused'})]);
    expect(results()[0]).toHaveProperty(['error.type']);
    expect(errors).toHaveLength(reports);
    expect(readAt).toEqual([]);
  });
});

it('has no route without the option webhookSecret', async () => {
  const {ask} = startRoutes([addWebhookRoute], {}, {provider: {...monimeAdapter(), webhooks: null}});
  expect((await ask('/webhooks', {method: 'POST', body: '{}'})).status).toBe(404);
});
