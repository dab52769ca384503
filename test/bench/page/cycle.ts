/** What is opened and closed. */
interface Cycled {
  readonly hosted: {readonly times: readonly number[]};
  open(): unknown;
  close(): unknown;
  readonly isOpen: (() => boolean) | null;
  isClosed(): boolean;
}

/** Milliseconds that opening and closing may take each. */
const LIMIT = 5000;
/** Milliseconds in which page and hosted page can say what they have to say: nobody closes sooner. */
const TALK = 10;

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Whether it comes true in time. */
async function comesTrue(holds: () => boolean): Promise<boolean> {
  const end = performance.now() + LIMIT;
  while (!holds() && performance.now() < end) await pause(4);
  return holds();
}

/** Opens and closes so many times; answers how many of them came to nothing. */
export async function cycle(bench: Cycled, times: number): Promise<number> {
  let failed = 0;
  for (let round = 0; round < times; round += 1) {
    const {hosted} = bench;
    const seen = hosted.times.length;
    bench.open();
    const isOpen = await comesTrue(bench.isOpen ?? (() => hosted.times.length > seen));
    await pause(TALK);
    await bench.close();
    const isClosed = await comesTrue(bench.isClosed);
    if (!isOpen || !isClosed) failed += 1;
  }
  return failed;
}
