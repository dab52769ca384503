const SECRET = /(?:^|[^A-Za-z0-9])(mon_|sk_|whsk_)[A-Za-z0-9]/;

/** Whether the text contains what looks like a Monime token, a PayMongo secret key or a PayMongo webhook key. */
export function looksSecret(text: string): boolean {
  return SECRET.test(text);
}
