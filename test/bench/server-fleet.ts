/** The processes of a shop, behind a load balancer that keeps each widget at one of them. */
export class Fleet {
  readonly #origins: readonly string[];
  readonly #dead = new Set<string>();

  constructor(origins: readonly string[]) {
    this.#origins = origins;
  }

  get origins(): string[] {
    return this.#origins.filter((origin) => !this.#dead.has(origin));
  }

  /** The process has ended: its widgets go to the others. */
  remove(origin: string): void {
    this.#dead.add(origin);
  }

  originOf(widget: number): string {
    const own = this.#origins[widget % this.#origins.length] ?? '';
    if (!this.#dead.has(own)) return own;
    const others = this.origins;
    return others[Math.floor(widget / this.#origins.length) % others.length] ?? own;
  }
}
