/** Joins a base URL and a path with exactly one slash. */
export function joinUrl(base: string, path: string): string {
  return `${base.replace(/\/+$/, '')}/${path}`;
}

/** Adds a parameter, unless it is empty. The endpoint itself may have a query. */
export function withQuery(url: string, parameter: string): string {
  return parameter === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${parameter}`;
}
