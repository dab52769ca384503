/** Digits after the point: engines disagree about SLE and its older sibling, so the three we meet are stated. */
const DIGITS: Readonly<Record<string, number>> = {SLE: 2, USD: 2, PHP: 2};

/** BCP 47 tags for `Intl`, best first. */
export type Locale = string | readonly string[];

const formats = new Map<string, Intl.NumberFormat>();

function formatFor(currency: string, locale: Locale | undefined): Intl.NumberFormat {
  const key = `${locale ?? ''} ${currency}`;
  let format = formats.get(key);
  if (!format) {
    const digits = DIGITS[currency];
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      ...(digits !== undefined && {minimumFractionDigits: digits, maximumFractionDigits: digits}),
    });
    formats.set(key, format);
  }
  return format;
}

/**
 * Prints an amount for a person.
 * @param amount integer, in minor units of `currency`
 * @param currency ISO 4217 code
 * @param locale the platform's own where it is left out
 */
export function formatMoney(amount: number, currency: string, locale?: Locale): string {
  const format = formatFor(currency, locale);
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
