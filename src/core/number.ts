import type {Locale} from './money.ts';

const formats = new Map<string, Intl.NumberFormat>();

/**
 * Formats a number for display, with the digits of the locale.
 * @param locale default: the platform's locale
 */
export function formatNumber(value: number, locale?: Locale): string {
  const key = String(locale ?? '');
  const format = formats.get(key) ?? new Intl.NumberFormat(locale);
  formats.set(key, format);
  return format.format(value);
}
