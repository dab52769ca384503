import {RETURN_PARAMETER} from '../../core/return-parameter.ts';

/** The return reference that the landing page's URL carries, or null. It goes into a URL: anything odd is none. */
export function referenceInUrl(): string | null {
  const reference = new URLSearchParams(location.search).get(RETURN_PARAMETER);
  return reference !== null && /^[A-Za-z0-9_-]{16,128}$/.test(reference) ? reference : null;
}

/** Takes the reference out of the address bar: a bookmark or a shared link shall not carry it. */
export function cleanReference(): void {
  const url = new URL(location.href);
  url.searchParams.delete(RETURN_PARAMETER);
  history.replaceState(history.state, '', url);
}
