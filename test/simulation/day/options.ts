const WEATHERS = ['healthy', 'late', 'absent', 'dead-hour'] as const;
/** `dead-hour`: webhooks of the peak hour never arrive, all others are healthy. */
export type WebhookWeather = (typeof WEATHERS)[number];

export function isWebhookWeather(text: string): text is WebhookWeather {
  return WEATHERS.some((weather) => weather === text);
}

/** One token's share of a day. */
export interface ShardOptions {
  seed: number;
  orders: number;
  instances: number;
  webhooks: WebhookWeather;
  /** `once`: `reconcile` is called each minute. `drain`: and again until nothing is due. */
  cron: 'once' | 'drain';
  /** Instances that call it. */
  cronInstances: number;
  /** How long the orders take to come, in milliseconds. Less than a day: all at the same pace, without hours. */
  duration: number;
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
