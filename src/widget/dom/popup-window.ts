import {WINDOW_MARK} from '../../core/window-mark.ts';

/** Width that hosted pages are designed for. */
const WIDTH_PX = 480;
/** Height that fits on a laptop screen. */
const HEIGHT_PX = 760;

/**
 * Opens a window for the hosted page. Call it in the click handler, otherwise browsers block the popup.
 * @param url the hosted page, or null for an empty window to navigate later
 * @returns the window; null if the browser blocked it
 */
export function openWindow(url: string | null): Window | null {
  const left = Math.round(screenX + Math.max(0, outerWidth - WIDTH_PX) / 2);
  const top = Math.round(screenY + Math.max(0, outerHeight - HEIGHT_PX) / 2);
  const features = `popup,width=${WIDTH_PX},height=${HEIGHT_PX},left=${left},top=${top}`;
  try {
    // jsdom opens no windows and returns undefined.
    return withMark(() => open(url ?? 'about:blank', '_blank', features)) ?? null;
  } catch {
    // Firefox throws in a sandbox without `allow-popups`; other browsers return null.
    return null;
  }
}

/** Marks a window that is opened meanwhile, and not this one: a new window starts with a copy of `sessionStorage`. */
function withMark(openMarked: () => Window | null): Window | null {
  let storage: Storage;
  try {
    storage = sessionStorage;
    storage.setItem(WINDOW_MARK, '1');
  } catch {
    return openMarked();
  }
  try {
    const opened = openMarked();
    if (opened) ensureCopy(storage, opened);
    return opened;
  } finally {
    storage.removeItem(WINDOW_MARK);
  }
}

/**
 * WebKit copies `sessionStorage` after `open` has returned, so that the copy can miss a mark that is removed immediately.
 * Reading the new storage settles it: either the copy is complete, or WebKit no longer makes it and all keys are missing.
 */
function ensureCopy(storage: Storage, opened: Window): void {
  try {
    const copy = opened.sessionStorage;
    if (copy.getItem(WINDOW_MARK) !== null) return;
    for (const key of Object.keys(storage)) copy.setItem(key, storage.getItem(key) ?? '');
  } catch {
    // The browser denies the storage: the window works without a mark.
  }
}

/** Whether a window can be opened now. True in browsers without `navigator.userActivation`: there, try it. */
export function hasClick(): boolean {
  return !('userActivation' in navigator) || navigator.userActivation.isActive;
}

/** Closes a window that is still empty. */
export function closeEmpty(window: Window): void {
  try {
    if (window.location.href === 'about:blank') window.close();
  } catch {
    // Cross-origin access throws: the window already shows the hosted page.
  }
}
