const SECRETS =
  /(?<![A-Za-z0-9])(mon_|sk_|whsk_)[A-Za-z0-9][\w-]*|(?<![A-Za-z0-9])(Bearer|Basic)\s+[\w.~+/-]{8,}=*|(?<![\w-])(ey)J[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g;

/** Finds secrets in a text and returns only their prefixes, such as `mon_…`. */
export function secretsIn(text: string): string[] {
  return [...text.matchAll(SECRETS)].map(([, key, scheme, token]) => `${key ?? scheme ?? token}…`);
}

/** Makes untrusted text safe to print: one line of at most 300 characters, no control characters, no secrets. */
export function sanitize(text: string): string {
  const line = text
    .replace(SECRETS, (_, key, scheme, token) => `${key ?? scheme ?? token}…`)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
