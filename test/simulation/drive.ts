const realSetImmediate = globalThis.setImmediate;
const BATCH = 256;

let isRunning = false;

/** Whether simulated code runs at the moment, so that the replaced globals answer virtual time. */
export function isSimulating(): boolean {
  return isRunning;
}

/**
 * Calls `step` until it answers false and lets all microtasks run in between. Immediates of one batch run one after the
 * other with the microtask queue emptied after each and nothing else in between; real timers and I/O of the test runner
 * get their turn between two batches.
 */
export function drive(step: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    let isDone = false;
    const tick = () => {
      if (isDone) return;
      try {
        if (!step()) isDone = true;
      } catch (error) {
        isDone = true;
        reject(error);
      }
    };
    const endBatch = () => {
      isRunning = false;
      if (isDone) resolve();
      else startBatch();
    };
    const startBatch = () => {
      realSetImmediate(() => {
        isRunning = true;
        tick();
      });
      for (let index = 1; index < BATCH; index += 1) realSetImmediate(tick);
      realSetImmediate(endBatch);
    };
    startBatch();
  });
}
