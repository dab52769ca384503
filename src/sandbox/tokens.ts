const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';

/** Returns a random token of letters and digits, for ids. Default length: 24. */
export type NewToken = (length?: number) => string;

/** Mulberry32, a small pseudo-random generator with the same output on every machine. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

function random(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}

/**
 * Creates a token generator.
 * @param seed the same seed gives the same sequence. Default: cryptographically random
 */
export function tokenSource(seed?: number): NewToken {
  const next = seed === undefined ? random : seeded(seed);
  return (length = 24) => Array.from({length}, () => ALPHABET.charAt(next() % ALPHABET.length)).join('');
}
