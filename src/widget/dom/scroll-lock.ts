let holders = 0;
let before = {overflow: '', gutter: ''};

/** Keeps the page behind a dialog from scrolling until the signal is aborted; puts back exactly what was there. */
export function lockScroll(signal: AbortSignal): void {
  const {style} = document.documentElement;
  if (holders === 0) {
    before = {overflow: style.overflow, gutter: style.scrollbarGutter};
    style.overflow = 'hidden';
    // Keeps the page from jumping where scrollbars take room; a page without one stays as it is.
    if (innerWidth > document.documentElement.clientWidth) style.scrollbarGutter = 'stable';
  }
  holders += 1;
  signal.addEventListener(
    'abort',
    () => {
      holders -= 1;
      if (holders > 0) return;
      style.overflow = before.overflow;
      style.scrollbarGutter = before.gutter;
    },
    {once: true},
  );
}
