interface Entry<V> {
  value: V;
  /** On the monotonic clock: a machine's clock that is set right must not bring an answer back to life. */
  until: number;
}

/** A map that forgets: an entry after its time, and the one unused for longest when there are too many. */
export class BoundedMap<V> {
  #entries = new Map<string, Entry<V>>();
  #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    if (entry.until <= performance.now()) return undefined;
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** @param lifetime milliseconds */
  set(key: string, value: V, lifetime: number): void {
    this.#entries.delete(key);
    this.#entries.set(key, {value, until: performance.now() + lifetime});
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#size) break;
      this.#entries.delete(oldest);
    }
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }
}
