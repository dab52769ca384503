let lockCount = 0;
let original = {overflow: '', gutter: ''};

/** Stops the page behind a dialog from scrolling until the signal is aborted, then restores the page's own styles. */
export function lockScroll(signal: AbortSignal): void {
  const {style} = document.documentElement;
  if (lockCount === 0) {
    original = {overflow: style.overflow, gutter: style.scrollbarGutter};
    style.overflow = 'hidden';
    // Keeps the space of a classic scrollbar, otherwise the page shifts. Not needed if the page has no scrollbar.
    if (innerWidth > document.documentElement.clientWidth) style.scrollbarGutter = 'stable';
  }
  lockCount += 1;
  signal.addEventListener(
    'abort',
    () => {
      lockCount -= 1;
      if (lockCount > 0) return;
      style.overflow = original.overflow;
      style.scrollbarGutter = original.gutter;
    },
    {once: true},
  );
}
