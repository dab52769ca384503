import {CheckoutError} from '../../../src/core/error.ts';
import {pause} from '../../../src/core/pause.ts';
import type {Random} from '../random.ts';
import {CUSTOMER} from './assumptions.ts';
import type {Figures} from './figures.ts';
import type {HostedSession, MonimeApi} from './monime-api.ts';
import type {Shop} from './shop.ts';
import {Widget} from './widget.ts';

export interface Town {
  shop: Shop;
  api: MonimeApi;
  random: Random;
  figures: Figures;
  onPaid: (session: HostedSession) => void;
  onSeen: (session: HostedSession) => void;
}

async function createOrder({shop, random, figures}: Town, reference: string): Promise<string | null> {
  for (let tries = 0; tries < CUSTOMER.createTries; tries += 1) {
    const {id, error} = await shop.openOrder(reference);
    if (id !== null) return id;
    if (!(error instanceof CheckoutError)) throw error;
    if (error.code === 'rate_limited') figures.createsRefused += 1;
    await pause(Math.max(error.retryAfter ?? 0, random.spread(2000, 15_000)));
  }
  return null;
}

/** One customer with one order: looks, pays or leaves, comes back or closes. */
export async function buy(town: Town, reference: string): Promise<void> {
  const {shop, api, random, figures} = town;
  const between = ([low, high]: readonly [number, number]) => pause(random.spread(low, high));
  figures.orders += 1;
  const id = await createOrder(town, reference);
  const session = api.sessions.get(id ?? '');
  if (!session) {
    figures.ordersGivenUp += 1;
    return;
  }
  const openPage = () => new Widget(shop, figures, session.id, () => town.onSeen(session));
  const comeBack = async (url: string) => {
    await shop.visit(() => new Request(url));
    if (!isSameTab) return;
    widget = openPage();
    await widget.load();
  };
  const isSameTab = random.isLucky(CUSTOMER.inTheSameTab);
  let widget = openPage();
  await widget.load();
  await between(CUSTOMER.looks);
  if (random.isLucky(CUSTOMER.leaves)) return widget.close();
  if (isSameTab) widget.close();
  else widget.present();
  await between(CUSTOMER.pays);
  const isPaid = random.isLucky(CUSTOMER.succeeds) && api.pay(session);
  if (isPaid) town.onPaid(session);
  if (isPaid ? random.isLucky(CUSTOMER.comesBack) : random.isLucky(CUSTOMER.cancels)) {
    if (!isPaid) api.cancel(session);
    await between(CUSTOMER.returns);
    await comeBack(isPaid ? session.successUrl : session.cancelUrl);
    widget.hint(isPaid ? 'returned' : 'cancelled');
  } else {
    if (isSameTab) return;
    await between(CUSTOMER.returns);
    widget.hint('closed');
  }
  await between(CUSTOMER.stays);
  if (isPaid && !widget.isCompleted) figures.closedBefore += 1;
  widget.close();
}
