/**
 * Reads a `Retry-After` header, in seconds or as a date.
 * @returns milliseconds from now, at least 0; null if the header is missing or malformed
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function parseRetryAfter(headers: Headers): number | null {
  const header = headers.get('Retry-After') ?? '';
  const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(milliseconds) ? null : Math.max(milliseconds, 0);
}
