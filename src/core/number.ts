import type {Locale} from './money.ts';

const formats = new Map<string, Intl.NumberFormat>();

/**
 * Prints a number for a person, in the digits of the language.
 * @param locale the platform's own where it is left out
 */
export function formatNumber(value: number, locale?: Locale): string {
  const key = String(locale ?? '');
  const format = formats.get(key) ?? new Intl.NumberFormat(locale);
  formats.set(key, format);
  return format.format(value);
}
