/** What customers, networks and providers are taken to do. Times are in milliseconds, ranges as in `Random.spread`. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Percent of a day's orders in each hour. The peak hour, the 21st, has 10 %. */
export const ORDERS_IN_HOUR: readonly number[] = [
  1.2, 0.7, 0.4, 0.3, 0.4, 0.7, 1.5, 2.8, 4.2, 5, 5.6, 5.8, 5.9, 5.5, 5.1, 5, 5.1, 5.7, 6.6, 8.2, 10, 7.9, 4.7, 1.7,
];

export const CUSTOMER = {
  /** Share that pays in the same tab, as phones do: the widget is gone meanwhile. The others pay in a popup. */
  inTheSameTab: 0.6,
  /** Share that only looks at the order. */
  leaves: 0.25,
  /** How long they look at the order. */
  looks: [3 * SECOND, 90 * SECOND],
  /** How long they are on the payment page. */
  pays: [20 * SECOND, 6 * MINUTE],
  /** Share of those on the payment page that pay. */
  succeeds: 0.8,
  /** Share of those who do not pay that use the cancel link; the others close the page. */
  cancels: 0.4,
  /** Share of those who paid that come back by the payment page; the others close it. */
  comesBack: 0.85,
  /** From the payment to the return. */
  returns: [500, 5 * SECOND],
  /** How long the shop's page stays open afterwards. */
  stays: [10 * SECOND, 15 * MINUTE],
  /** Tries to open the order again if it could not be created. */
  createTries: 4,
} as const;

export const NETWORK = {
  /** One way between browser and instance, between instance and provider, and between instance and store. */
  browser: [20, 250],
  provider: [20, 200],
  store: [0.3, 4],
  hook: [2, 60],
} as const;

/** From the payment to the webhook, in each weather. */
export const WEBHOOK = {healthy: [300, 5 * SECOND], late: [MINUTE, 10 * MINUTE]} as const;

/** Monime, live: requests of a token to one endpoint in a second, and to all endpoints. */
export const RATE = {endpoint: 20, token: 80};
/** How long a session of Monime can be paid. */
export const SESSION_LIFE_MS = 60 * MINUTE;
