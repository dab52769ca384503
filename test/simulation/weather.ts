import type {Random} from './random.ts';

/** Every fault with its rate in a calm run: 0. Rates are probabilities for each occasion, unless a unit is named. */
export const CALM = {
  /** A store call fails before it is applied. */
  storeFails: 0,
  /** A store call is applied, and the answer is an error. */
  storeFailsAfter: 0,
  /** A store call is never applied and never answered. */
  storeHangs: 0,
  /** A store call is applied and never answered. */
  storeHangsAfter: 0,
  /** A store call takes 1 to 12 s to arrive. */
  storeDawdles: 0,
  /** A write answers false, although nobody else wrote: a serialization failure. */
  storeLoses: 0,
  /** A write is applied and answers false: the client library sent it twice. */
  storeResends: 0,
  /** The store is away for 1 to 90 s. */
  storeOutage: 0,
  providerFails: 0,
  providerFailsAfter: 0,
  providerHangs: 0,
  providerHangsAfter: 0,
  providerDawdles: 0,
  providerRateLimits: 0,
  providerOutage: 0,
  /** A read is answered from a replica that is up to 20 s behind. */
  replicaLags: 0,
  /** A create with a known key is answered with the session as it was when it was made. */
  staleReplay: 0,
  /** The provider refuses to end a session. */
  endRefused: 0,
  /** Ending a session that exists answers 404. */
  endUnknown: 0,
  /** Ending or reading answers 401. */
  notAllowed: 0,
  /** An end is acknowledged while a payment is under way, and the payment succeeds all the same. */
  paidAfterEnd: 0,
  /** A read of a Monime session does not tell the payment: the second request failed. */
  paymentsHidden: 0,
  /** A session that is paid is paid a second time by another tab. */
  paidTwice: 0,
  /** The provider reports less than the session's total, or another currency. */
  wrongAmount: 0,
  hookFails: 0,
  hookFailsAfter: 0,
  hookHangs: 0,
  webhookLost: 0,
  webhookTwice: 0,
  /** A webhook takes up to an hour. */
  webhookLate: 0,
  crash: 0,
  freeze: 0,
  /** ± 2 minutes. */
  skew: 0,
  wipe: 0,
  /** An instance starts again with another origin. */
  move: 0,
  /** An instance starts again with another secret. */
  rotate: 0,
  moneyChanges: 0,
  lookChanges: 0,
  /** Another customer uses the key of this order's customer. */
  stolenKey: 0,
  strangers: 0,
  /** Hours to days without an event. */
  longPause: 0,
};

export type Fault = keyof typeof CALM;
export type Weather = Readonly<Record<Fault, number>>;

const HIGHEST: Weather = {
  ...CALM,
  storeFails: 0.1,
  storeFailsAfter: 0.1,
  storeHangs: 0.05,
  storeHangsAfter: 0.05,
  storeDawdles: 0.05,
  storeLoses: 0.1,
  storeResends: 0.05,
  storeOutage: 0.02,
  providerFails: 0.15,
  providerFailsAfter: 0.15,
  providerHangs: 0.05,
  providerHangsAfter: 0.1,
  providerDawdles: 0.1,
  providerRateLimits: 0.1,
  providerOutage: 0.02,
  replicaLags: 0.6,
  staleReplay: 0.8,
  endRefused: 0.3,
  endUnknown: 0.15,
  notAllowed: 0.05,
  paidAfterEnd: 0.9,
  paymentsHidden: 1,
  paidTwice: 0.3,
  wrongAmount: 0.2,
  hookFails: 0.5,
  hookFailsAfter: 0.3,
  hookHangs: 0.1,
  webhookLost: 0.8,
  webhookTwice: 0.5,
  webhookLate: 0.4,
  crash: 0.05,
  freeze: 0.05,
  skew: 1,
  wipe: 0.01,
  move: 0.5,
  rotate: 0.3,
  moneyChanges: 0.15,
  lookChanges: 0.1,
  stolenKey: 0.1,
  strangers: 0.1,
  longPause: 0.01,
};

export const FAULTS: readonly Fault[] = Object.keys(CALM).filter((name): name is Fault => name in CALM);

/** Some faults of all, each at its own rate: runs with few kinds of faults go deeper than runs with all of them. */
export function drawWeather(random: Random): Weather {
  const share = random.pick([0, 0.1, 0.25, 0.5, 0.8]);
  const weather = {...CALM};
  for (const fault of FAULTS) {
    const isOn = random.isLucky(fault === 'moneyChanges' ? Math.max(share, 0.5) : share);
    const rate = random.spread(0.05, 1);
    if (isOn) weather[fault] = HIGHEST[fault] * rate;
  }
  return weather;
}
