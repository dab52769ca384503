/** Fraction digits of the providers' currencies, because engines disagree about SLE and its predecessor SLL. */
const FRACTION_DIGITS: Readonly<Record<string, number>> = {SLE: 2, USD: 2, PHP: 2};

/** BCP 47 language tags for `Intl`, in order of preference. */
export type Locale = string | readonly string[];

interface Format {
  format: Intl.NumberFormat;
  /** Minor units in one major unit. */
  minorUnits: number;
}

const formats = new Map<string, Format>();

function formatFor(currency: string, locale: Locale | undefined): Format {
  const key = `${locale ?? ''} ${currency}`;
  const cached = formats.get(key);
  if (cached) return cached;
  const digits = FRACTION_DIGITS[currency];
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    ...(digits !== undefined && {minimumFractionDigits: digits, maximumFractionDigits: digits}),
  });
  const created = {format, minorUnits: 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2)};
  formats.set(key, created);
  return created;
}

/**
 * Formats an amount for display.
 * @param amount integer, in minor units of `currency`
 * @param currency ISO 4217 code
 * @param locale default: the platform's locale
 */
export function formatMoney(amount: number, currency: string, locale?: Locale): string {
  const {format, minorUnits} = formatFor(currency, locale);
  return format.format(amount / minorUnits);
}
