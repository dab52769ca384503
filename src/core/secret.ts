const SECRET = /(?:^|[^A-Za-z0-9])(mon_|sk_|whsk_)[A-Za-z0-9]/;

/** Whether the text holds what looks like a provider's secret: a Monime token, a PayMongo secret key or webhook key. */
export function looksSecret(text: string): boolean {
  return SECRET.test(text);
}
