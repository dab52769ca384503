/** The sandbox's own time, in milliseconds since 1970. */
export interface Clock {
  now: () => number;
  /** Something happened: with a seed, time moves by a second, and by nothing else. */
  tick: () => void;
  /** Goes forward. */
  advance: (milliseconds: number) => void;
}

const SEEDED_START = Date.UTC(2026, 0, 15, 10);

/** Runs with the machine's clock or the one given; with a seed alone it stands between events, the same on every run. */
export function createClock({seed, now}: {seed?: number | undefined; now?: (() => number) | undefined}): Clock {
  let ahead = 0;
  const stands = seed !== undefined && now === undefined;
  const source = stands ? () => SEEDED_START : (now ?? Date.now);
  return {
    now: () => source() + ahead,
    tick: () => {
      if (stands) ahead += 1000;
    },
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
  };
}
