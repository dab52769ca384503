/**
 * Reported: the webhook of a payment failed, nobody noticed, and the paid order was cancelled 14 days later.
 * https://github.com/mollie/magento2/issues/123
 */
import {beforeEach, expect, it, onTestFinished, vi} from 'vitest';
import {createCheckout, type TelemetryEvent} from '../../src/server/index.ts';
import {memoryStore} from '../../src/server/stores/memory-store.ts';
import {MONIME, monimeWith} from '../unit/server/signing.ts';
import {MONIME_ORDER, type ProviderServer, startShop} from '../unit/server/shop.ts';

const MINUTE_MS = 60_000;

beforeEach(() => {
  vi.useFakeTimers({toFake: ['Date'], now: Date.now()});
  onTestFinished(() => void vi.useRealTimers());
});

/** A shop with a paid order. */
async function startPaid(adapterAt = (at: ProviderServer) => monimeWith(at)) {
  const events: TelemetryEvent[] = [];
  const store = memoryStore();
  const onEvent = (event: TelemetryEvent) => void events.push(event);
  const shop = await startShop(adapterAt, {store, onEvent, onCompleted: () => undefined});
  const {id} = await shop.checkout.create({...MONIME_ORDER, reference: 'order-1042'});
  await shop.provider.act(id ?? '', 'pay');
  const webhook = async (type?: string) => {
    const body = JSON.stringify(MONIME.event(id ?? '', type));
    const headers = {[MONIME.header]: MONIME.sign(body)};
    expect((await shop.ask('/webhooks', {method: 'POST', body, headers})).status).toBe(200);
  };
  const missing = () => events.filter(({name}) => name === 'monime_checkout.webhook.missing');
  return {...shop, id: id ?? '', store, webhook, missing};
}

it('is reported a minute after a read has found the payment, once, by one of several instances', async () => {
  const {checkout, provider, origin, store, id, missing} = await startPaid();
  const other = createCheckout({provider: monimeWith(provider), origin, store, onCompleted: () => undefined});
  expect((await checkout.get(id)).status).toBe('completed');
  vi.advanceTimersByTime(MINUTE_MS - 1);
  expect(await checkout.reconcile()).toMatchObject({settled: 0, missingWebhooks: 0});
  vi.advanceTimersByTime(1);
  const results = await Promise.all([checkout.reconcile(), other.reconcile()]);
  expect(results.reduce((sum, {missingWebhooks}) => sum + missingWebhooks, 0)).toBe(1);
  vi.advanceTimersByTime(MINUTE_MS);
  expect(await checkout.reconcile()).toMatchObject({settled: 0, missingWebhooks: 0});
  expect(missing().length).toBeLessThanOrEqual(1);
});

it('names the session', async () => {
  const {checkout, id, missing} = await startPaid();
  await checkout.settle(id);
  vi.advanceTimersByTime(MINUTE_MS);
  expect(await checkout.reconcile()).toEqual({settled: 1, failed: 0, isPartial: false, missingWebhooks: 1});
  expect(missing().map(({attributes}) => attributes)).toEqual([
    {'monime_checkout.provider': 'monime', 'monime_checkout.session.id': id},
  ]);
});

it('is not missed if it came first, or within the minute', async () => {
  for (const isFirst of [true, false]) {
    const {checkout, id, webhook} = await startPaid();
    if (!isFirst) await checkout.get(id);
    await webhook();
    await checkout.get(id);
    vi.advanceTimersByTime(MINUTE_MS);
    expect(await checkout.reconcile()).toMatchObject({settled: 0, missingWebhooks: 0});
  }
});

it('is missed although another event about the session came', async () => {
  const {checkout, id, webhook} = await startPaid();
  await checkout.get(id);
  await webhook('checkout_session.expired');
  vi.advanceTimersByTime(MINUTE_MS);
  expect(await checkout.reconcile()).toMatchObject({missingWebhooks: 1});
});

it('is not expected in a shop without a webhookSecret', async () => {
  const {checkout, id} = await startPaid((at) => monimeWith(at, {webhookSecret: undefined}));
  await checkout.get(id);
  vi.advanceTimersByTime(MINUTE_MS);
  expect(await checkout.reconcile()).toMatchObject({settled: 0, missingWebhooks: 0});
});
