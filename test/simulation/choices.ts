/** The choices of one path through a small world: those of the prefix first, then always the first one. */
export class Choices {
  readonly made: {chosen: number; count: number}[] = [];
  /** Choices are made only while this is true; otherwise the first one is taken and not noted. */
  isOpen = false;
  readonly #prefix: readonly number[];

  constructor(prefix: readonly number[]) {
    this.#prefix = prefix;
  }

  /** Whether the next choice is one that no path has made before. */
  get isBeyondPrefix(): boolean {
    return this.made.length >= this.#prefix.length;
  }

  pick(count: number): number {
    if (!this.isOpen || count < 2) return 0;
    const chosen = this.#prefix[this.made.length] ?? 0;
    this.made.push({chosen, count});
    return chosen;
  }

  /** Prefixes of the paths that branch off from this one after its prefix. */
  branches(): number[][] {
    const taken = this.made.map(({chosen}) => chosen);
    return this.made.flatMap(({count}, index) =>
      index < this.#prefix.length
        ? []
        : Array.from({length: count - 1}, (_, other) => [...taken.slice(0, index), other + 1]),
    );
  }
}
