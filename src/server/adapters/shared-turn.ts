import {pause} from '../../core/pause.ts';
import type {Lane, TurnQueue} from './turn-queue.ts';

/**
 * How late a request may start in its turn, in milliseconds: the answer of the store takes a while, and a process may be
 * busy. Turns are so much apart that requests which are late by less do not exceed the rate.
 */
const LATENESS_MS = 200;
/** How far ahead a poll takes a turn, in milliseconds. Urgent requests take later ones, and so go before polls. */
const POLL_LOOKAHEAD_MS = 100;
/** The longest time without another request to a store that had no turn, in milliseconds. */
const REFUSED_MS = 1000;
/** How often a turn is taken again that came too late. */
const MAX_LATE_TURNS = 5;

/** Parts of the turns that requests which are not urgent get. */
const PARTS: Readonly<Record<Lane, number | null>> = {urgent: null, poll: 1 / 2, unknown: 1 / 10};

/** A turn of all processes; null if the store that counts them is away. Never rejects, and ends within a limit. */
export type TakeTurn = (
  key: string,
  request: {interval: number; part: {name: string; interval: number} | null; timeout: number},
) => Promise<{isTaken: boolean; wait: number} | null>;

export interface SharedTurnOptions {
  takeTurn: TakeTurn;
  key: string;
  perSecond: number;
  lane: Lane;
  /** How long to wait for a turn, in milliseconds. */
  timeout: number;
  /** Counts the requests while the store is away. */
  alone: TurnQueue;
  /** Until when the store has no turn for a part of the requests, as it has said. */
  refusedUntil: Map<Lane, number>;
}

/** A turn that has begun. */
export interface BegunTurn {
  /** Whether `alone` counts the request, and must be notified of its end. */
  isAlone: boolean;
}

/**
 * Waits until it is the process's turn among all processes that use the account.
 * @returns the turn; or the milliseconds after which to try again
 */
export async function waitForSharedTurn(options: SharedTurnOptions): Promise<BegunTurn | number> {
  const {takeTurn, key, perSecond, lane, timeout, alone, refusedUntil} = options;
  const latest = performance.now() + timeout;
  const interval = (1000 + LATENESS_MS) / perSecond;
  const share = PARTS[lane];
  const part = share === null ? null : {name: lane, interval: interval / share};
  const refused = (refusedUntil.get(lane) ?? 0) - performance.now();
  if (refused > 0) return Math.max(refused, interval);
  for (let tries = 0; tries < MAX_LATE_TURNS; tries += 1) {
    const askedAt = performance.now();
    const left = Math.max(latest - askedAt, 0);
    const turn = await takeTurn(key, {interval, part, timeout: part ? Math.min(left, POLL_LOOKAHEAD_MS) : left});
    if (turn === null) return (await alone.take(lane, left)) ?? {isAlone: true};
    if (!turn.isTaken) {
      if (part) refusedUntil.set(lane, askedAt + Math.min(turn.wait, REFUSED_MS));
      return Math.max(turn.wait, interval);
    }
    // The turn was taken some time between the question and now, so it has begun after this pause.
    await pause(turn.wait + 1);
    if (performance.now() - (askedAt + turn.wait) <= LATENESS_MS) return {isAlone: false};
  }
  return interval;
}
