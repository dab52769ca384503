/** Seeded random numbers (mulberry32): the same seed gives the same sequence on every machine. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** Uniform in [0, 2^32). */
  uint32(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** Uniform in [0, 1). */
  next(): number {
    return this.uint32() / 2 ** 32;
  }

  /** A whole number in [0, bound). */
  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  isLucky(probability: number): boolean {
    return probability > 0 && this.next() < probability;
  }

  /** @throws {RangeError} if there is nothing to choose from */
  pick<T>(items: readonly T[]): T {
    for (const item of items.slice(this.below(items.length))) return item;
    throw new RangeError('Nothing to choose from.');
  }

  /** Chooses by weight. Weights of 0 are never chosen. */
  weighted<T>(entries: readonly (readonly [weight: number, item: T])[]): T {
    let left = this.next() * entries.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, item] of entries) {
      left -= weight;
      if (left < 0) return item;
    }
    throw new RangeError('Nothing to choose from.');
  }

  /** Mostly short, sometimes long: the exponent is uniform between those of `low` and `high`. */
  spread(low: number, high: number): number {
    return low * (high / low) ** this.next();
  }

  fork(): Random {
    return new Random(this.uint32());
  }
}
