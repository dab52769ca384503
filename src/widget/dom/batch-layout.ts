/** Looks at what is drawn; what it answers changes it. */
type Look = () => () => void;

const looks: Look[] = [];

/**
 * Looks at what is drawn before it is painted, together with all that is drawn just now, and changes it afterwards:
 * engines lay the page out anew for each look after a change. (A `ResizeObserver` is late: Chromium counts what it
 * changes as a layout shift.)
 */
export function batchLayoutReads(look: Look): void {
  if (looks.push(look) > 1) return;
  queueMicrotask(() => {
    for (const change of looks.splice(0).map((each) => each())) change();
  });
}
