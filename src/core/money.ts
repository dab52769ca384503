/** Digits after the point: engines disagree about SLE and its older sibling, so the three we meet are stated. */
const DIGITS: Readonly<Record<string, number>> = {SLE: 2, USD: 2, PHP: 2};

/** BCP 47 tags for `Intl`, best first. */
export type Locale = string | readonly string[];

interface Format {
  format: Intl.NumberFormat;
  /** Minor units in one major unit. */
  unit: number;
}

const formats = new Map<string, Format>();

function formatFor(currency: string, locale: Locale | undefined): Format {
  const key = `${locale ?? ''} ${currency}`;
  const known = formats.get(key);
  if (known) return known;
  const digits = DIGITS[currency];
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    ...(digits !== undefined && {minimumFractionDigits: digits, maximumFractionDigits: digits}),
  });
  const made = {format, unit: 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2)};
  formats.set(key, made);
  return made;
}

/**
 * Prints an amount for a person.
 * @param amount integer, in minor units of `currency`
 * @param currency ISO 4217 code
 * @param locale the platform's own where it is left out
 */
export function formatMoney(amount: number, currency: string, locale?: Locale): string {
  const {format, unit} = formatFor(currency, locale);
  return format.format(amount / unit);
}
