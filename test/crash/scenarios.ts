import {deepEqual, equal, notEqual} from 'node:assert/strict';
import type {ProviderName} from '../../src/core/session.ts';
import type {News, Story} from './story.ts';

const PRICE = 50_000;
const HIGHER_PRICE = 70_000;

export interface Scenario {
  name: string;
  kind: 'order' | 'one-off';
  providers: readonly ProviderName[];
  run(story: Story, news: News): Promise<void>;
}

const BOTH: readonly ProviderName[] = ['monime', 'paymongo'];

export const NEW_ORDER: Scenario = {name: 'a new order', kind: 'order', providers: BOTH, run: payOnce};

export const ONE_OFF: Scenario = {name: 'a one-off', kind: 'one-off', providers: BOTH, run: payOnce};

async function payOnce(story: Story, news: News): Promise<void> {
  const id = await story.createOpen(PRICE);
  equal(await story.createOpen(PRICE), id);
  await story.pay(id);
  await story.bring(news);
  await story.checkTold(id, PRICE);
}

export const CHANGED_ORDER: Scenario = {
  name: 'an order whose price changes',
  kind: 'order',
  providers: BOTH,
  async run(story, news) {
    const first = await story.createOpen(PRICE);
    const second = await story.createOpen(HIGHER_PRICE);
    notEqual(second, first);
    await story.pay(second);
    await story.bring(news);
    await story.checkTold(second, HIGHER_PRICE);
  },
};

export const EARLIER_PAID: Scenario = {
  name: 'an order whose earlier price is paid while the shop is away',
  kind: 'order',
  providers: BOTH,
  async run(story, news) {
    const first = await story.createOpen(PRICE);
    const {session} = await story.create(HIGHER_PRICE, () => story.payIfPossible(first));
    if (story.hasPaid(first)) {
      deepEqual({id: session?.id, status: session?.status}, {id: first, status: 'processing'});
      await story.bring(news);
      await story.checkTold(null, HIGHER_PRICE);
      await story.release();
    }
    const second = await story.createOpen(HIGHER_PRICE);
    await story.pay(second);
    await story.bring(news);
    await story.checkTold(second, HIGHER_PRICE);
  },
};

/** Monime deletes a session that is ended; at PayMongo, money can still arrive. */
const PAID_TWICE: Scenario = {
  name: 'an order that is paid twice',
  kind: 'order',
  providers: ['paymongo'],
  async run(story, news) {
    const first = await story.createOpen(PRICE);
    const second = await story.createOpen(HIGHER_PRICE);
    await story.pay(second);
    await story.pay(first);
    await story.bring(news);
    await story.checkTold(second, HIGHER_PRICE);
  },
};

export const SCENARIOS = [NEW_ORDER, ONE_OFF, CHANGED_ORDER, EARLIER_PAID, PAID_TWICE];
