/** CSS pixels: as wide as hosted pages are laid out for, as high as a laptop shows. */
const WIDTH = 480;
const HEIGHT = 760;

/**
 * Opens a window for the hosted page; call it inside the click.
 * @param url the hosted page, or null for an empty window that is sent on later
 * @returns the window, or null where the browser held it back
 */
export function openWindow(url: string | null): Window | null {
  const left = Math.round(screenX + Math.max(0, outerWidth - WIDTH) / 2);
  const top = Math.round(screenY + Math.max(0, outerHeight - HEIGHT) / 2);
  return open(url ?? 'about:blank', '_blank', `popup,width=${WIDTH},height=${HEIGHT},left=${left},top=${top}`);
}

/** Whether a window may be opened now; where the browser cannot tell, trying is the way to find out. */
export function hasClick(): boolean {
  return !('userActivation' in navigator) || navigator.userActivation.isActive;
}

/** Closes a window that was opened empty and never sent on. */
export function closeEmpty(window: Window): void {
  try {
    if (window.location.href === 'about:blank') window.close();
  } catch {
    // Another site's page cannot be looked into: the hosted page stands in it.
  }
}
