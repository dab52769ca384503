import type {Turn, TurnRequest} from './store.ts';

/** A turn later than this comes from a clock that was set back, in milliseconds. */
export const LATEST_TURN_MS = 60_000;

/**
 * How late a part may take a turn and still lose none, in milliseconds. Turns are a fifth further apart than the rate
 * allows, so with less than 200 a part that gets half of them has no more than half of the rate in any second.
 */
export const CATCH_UP_MS = 180;

/** Part of the state that all turns share. */
const ALL = 'all';

/** When the next turn of all requests, and of each part of them, may begin: milliseconds by the store's clock. */
export type TurnState = Readonly<Record<string, number>>;

/**
 * Decides about a turn: the generic cell rate algorithm, without bursts.
 * @returns the turn, and the state after it; the same state if no turn is taken
 */
export function nextTurn(
  state: TurnState,
  now: number,
  {interval, part, timeout}: TurnRequest,
): {turn: Turn; state: TurnState} {
  const nextOf = (name: string) => {
    const next = state[name] ?? 0;
    return next > now + LATEST_TURN_MS ? 0 : next;
  };
  const at = Math.max(now, nextOf(ALL));
  // A part never waits for its own turn while it holds one of all: that turn would be lost.
  if (part && nextOf(part.name) > at) return {turn: {isTaken: false, wait: nextOf(part.name) - now}, state};
  if (at - now > timeout) return {turn: {isTaken: false, wait: at - now - timeout}, state};
  return {
    turn: {isTaken: true, wait: at - now},
    state: {
      ...state,
      [ALL]: at + interval,
      // A part that asks a little late is not late for its next turn too: else it would get less than its share.
      ...(part && {
        [part.name]: part.interval + Math.max(nextOf(part.name), at - CATCH_UP_MS),
      }),
    },
  };
}
