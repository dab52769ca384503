import type {ProviderName} from '../../core/session.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Milliseconds before each further try. */
export const SCHEDULES: Readonly<Record<ProviderName, readonly number[]>> = {
  /** Not documented; invented after what other providers do. */
  monime: [10 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 120 * MINUTE],
  /** Documented: twelve times, exponentially, within about 136.5 minutes; that is what doubling two seconds comes to. */
  paymongo: Array.from({length: 12}, (_, tried) => 2 ** (tried + 1) * SECOND),
};

/** After so many events in a row that no try delivered, PayMongo gives the address up. Monime's habit is unknown. */
export const GIVES_UP_AFTER: Readonly<Record<ProviderName, number>> = {monime: Infinity, paymongo: 3};
