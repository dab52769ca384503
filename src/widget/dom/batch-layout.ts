/** Reads the layout and returns a function that changes it. */
type ReadLayout = () => () => void;

const queue: ReadLayout[] = [];

/**
 * Runs the layout reads of the current task together in a microtask, before paint, and all their changes afterwards:
 * each read after a change would force another layout. Not in a `ResizeObserver`, because Chromium counts changes in
 * its callback as layout shifts.
 */
export function batchLayoutReads(read: ReadLayout): void {
  if (queue.push(read) > 1) return;
  queueMicrotask(() => {
    for (const change of queue.splice(0).map((read) => read())) change();
  });
}
