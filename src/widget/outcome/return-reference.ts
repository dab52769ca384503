import {RETURN_PARAMETER} from '../../core/return-parameter.ts';

/** Returns the return reference in the page's URL. Null if missing or malformed: it becomes part of a request URL. */
export function referenceInUrl(): string | null {
  const reference = new URLSearchParams(location.search).get(RETURN_PARAMETER) ?? '';
  return /^[A-Za-z0-9_-]{16,128}$/.test(reference) ? reference : null;
}

/** Removes the reference from the page's URL, so that bookmarks and shared links do not contain it. */
export function cleanReference(): void {
  const url = new URL(location.href);
  url.searchParams.delete(RETURN_PARAMETER);
  history.replaceState(history.state, '', url);
}
