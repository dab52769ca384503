import type {ProviderName} from '../../core/session.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/** Delays before each retry of a delivery. */
export const RETRY_DELAYS_MS: Readonly<Record<ProviderName, readonly number[]>> = {
  /** Not documented; modelled on other providers. */
  monime: [10 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 120 * MINUTE_MS],
  /** Documented: 12 retries, exponential, within about 136.5 minutes. Doubling from 2 s gives that total. */
  paymongo: Array.from({length: 12}, (_, retry) => 2 ** (retry + 1) * SECOND_MS),
};

/** Consecutive undelivered events after which the provider disables the endpoint. Monime's number is unknown. */
export const FAILURES_BEFORE_DISABLED: Readonly<Record<ProviderName, number>> = {monime: Infinity, paymongo: 3};
