/** The sandbox's own time. */
export interface Clock {
  /** Milliseconds since 1970. */
  now: () => number;
  /** Called after each event. With a seed, moves the time by one second; otherwise does nothing. */
  tick: () => void;
  /** Moves the time forward. */
  advance: (milliseconds: number) => void;
}

const SEEDED_START = Date.UTC(2026, 0, 15, 10);

/**
 * Creates a clock that follows `now`. Default: the machine's clock or, with a seed, a clock that starts at a fixed time
 * and moves with {@link Clock.tick} and {@link Clock.advance} only, so that every run has the same times.
 */
export function createClock({seed, now}: {seed?: number | undefined; now?: (() => number) | undefined}): Clock {
  let offset = 0;
  const isFrozen = seed !== undefined && now === undefined;
  const source = isFrozen ? () => SEEDED_START : (now ?? Date.now);
  return {
    now: () => source() + offset,
    tick: () => {
      if (isFrozen) offset += 1000;
    },
    advance: (milliseconds) => {
      offset += milliseconds;
    },
  };
}
