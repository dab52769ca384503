const SECRETS =
  /(?<![A-Za-z0-9])(mon_|sk_|whsk_)[A-Za-z0-9][\w-]*|(?<![A-Za-z0-9])(Bearer|Basic)\s+[\w.~+/-]{8,}=*|(?<![\w-])(ey)J[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g;

/** Kinds of secrets in the text, as they begin: `mon_…`. */
export function secretsIn(text: string): string[] {
  return [...text.matchAll(SECRETS)].map(([, key, scheme, token]) => `${key ?? scheme ?? token}…`);
}

/** What another machine said, fit for a terminal: short, on one line, without control characters and secrets. */
export function plain(text: string): string {
  const line = text
    .replace(SECRETS, (_, key, scheme, token) => `${key ?? scheme ?? token}…`)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
