/** Moments that come one after the other, in milliseconds since the navigation. */
export class Moments {
  readonly times: number[] = [];
  #wake = () => {};

  add(): void {
    this.times.push(performance.now());
    this.#wake();
  }

  /** All of them, once there are so many. One may wait at a time. */
  async until(count: number): Promise<readonly number[]> {
    while (this.times.length < count) await new Promise<void>((resolve) => (this.#wake = resolve));
    return this.times;
  }
}
