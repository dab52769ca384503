interface Kept {
  key: string;
  value: string;
  due: number | null;
}

/** Records that share one limit, in the order of their last write. */
export class MemoryShelf<T extends Kept> {
  readonly #maxRecords: number;
  readonly #maxCharacters: number;
  readonly #withoutDue = new Set<T>();
  readonly #withDue = new Set<T>();
  #characters = 0;

  constructor(maxRecords: number, maxCharacters: number) {
    this.#maxRecords = maxRecords;
    this.#maxCharacters = maxCharacters;
  }

  hasRoomFor(record: T): boolean {
    return this.#records < this.#maxRecords && this.#characters + lengthOf(record) <= this.#maxCharacters;
  }

  add(record: T): void {
    (record.due === null ? this.#withoutDue : this.#withDue).add(record);
    this.#characters += lengthOf(record);
  }

  remove(record: T): void {
    const isRemoved = this.#withoutDue.delete(record) || this.#withDue.delete(record);
    if (isRemoved) this.#characters -= lengthOf(record);
  }

  /** Removes and returns what exceeds the limit: first records without a due time; of these, the oldest write. */
  takeExcess(): T[] {
    const taken: T[] = [];
    for (const record of this.#inOrderOfEviction()) {
      if (this.#records <= this.#maxRecords && this.#characters <= this.#maxCharacters) break;
      this.remove(record);
      taken.push(record);
    }
    return taken;
  }

  /** Returns the records whose due time has come, in no particular order. */
  dueBy(now: number): (T & {due: number})[] {
    return [...this.#withDue].filter((record): record is T & {due: number} => record.due !== null && record.due <= now);
  }

  get #records(): number {
    return this.#withoutDue.size + this.#withDue.size;
  }

  *#inOrderOfEviction(): Generator<T> {
    yield* this.#withoutDue;
    yield* this.#withDue;
  }
}

function lengthOf({key, value}: Kept): number {
  return key.length + value.length;
}
