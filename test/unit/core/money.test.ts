import fc from 'fast-check';
import {afterEach, describe, expect, it, vi} from 'vitest';
import {formatMoney} from '../../../src/core/money.ts';
import {formatNumber} from '../../../src/core/number.ts';

const NumberFormat = Intl.NumberFormat;
afterEach(() => void vi.restoreAllMocks());

/** The engine's formatter, with other defaults. Returns what was created. */
function stubFormats(defaults: Intl.NumberFormatOptions = {}) {
  const created: unknown[] = [];
  vi.spyOn(Intl, 'NumberFormat').mockImplementation(function format(locale, options) {
    created.push([locale, options?.currency]);
    return new NumberFormat(locale, {...defaults, ...options});
  });
  return created;
}

const digits = (text: string) => text.replace(/[^\d.]/g, '');

/** Digits of the minor unit. ISO 4217, list one. */
const FRACTION_DIGITS = {
  SLE: 2,
  USD: 2,
  PHP: 2,
  EUR: 2,
  NGN: 2,
  GHS: 2,
  GNF: 0,
  JPY: 0,
  UGX: 0,
  XOF: 0,
  KWD: 3,
  TND: 3,
};

describe('formatMoney', () => {
  it.each(Object.entries(FRACTION_DIGITS))(
    'shows every amount of %s with its %i digits, exactly',
    (currency, fraction) => {
      fc.assert(
        fc.property(fc.integer({min: 0, max: 1e12}), (amount) => {
          const text = String(amount).padStart(fraction + 1, '0');
          const [major, minor] = [text.slice(0, text.length - fraction), text.slice(text.length - fraction)];
          expect(digits(formatMoney(amount, currency, 'en'))).toBe(minor ? `${major}.${minor}` : major);
        }),
      );
    },
  );

  it.each(['SLE', 'PHP', 'USD'])('shows the cents of %s even in an engine that knows of none', (code) => {
    stubFormats({minimumFractionDigits: 0, maximumFractionDigits: 0});
    expect(digits(formatMoney(9150, code, 'en-SL'))).toBe('91.50');
  });

  it('asks the engine for the digits of every other currency', () => {
    stubFormats({minimumFractionDigits: 1, maximumFractionDigits: 1});
    expect(digits(formatMoney(9150, 'XTS', 'en-SL'))).toBe('915.0');
  });

  it('writes it as each locale does, also after another one', () => {
    const texts = ['en', 'fr', 'de', ['de', 'en'], undefined, 'en'].map((locale) =>
      formatMoney(123_450, 'USD', locale),
    );
    const expected = ['en', 'fr', 'de', ['de', 'en'], undefined, 'en'].map((locale) =>
      new NumberFormat(locale, {style: 'currency', currency: 'USD'}).format(1234.5),
    );
    expect(texts).toEqual(expected);
    expect(formatMoney(123_450, 'PHP', 'fr')).not.toBe(formatMoney(123_450, 'USD', 'fr'));
  });

  it('creates each format once, because that is slow on a cheap phone', () => {
    const created = stubFormats();
    for (const code of ['XTS', 'XXX', 'XTS', 'XXX']) formatMoney(1, code, 'en-ZW');
    expect(created).toEqual([
      ['en-ZW', 'XTS'],
      ['en-ZW', 'XXX'],
    ]);
  });
});

describe('formatNumber', () => {
  it('writes it as each locale does, also after another one', () => {
    const locales = ['en', 'fr', 'ar-EG', ['ar-EG', 'en'], undefined, 'en'];
    expect(locales.map((locale) => formatNumber(12_345, locale))).toEqual(
      locales.map((locale) => new NumberFormat(locale).format(12_345)),
    );
  });

  it('creates each format once', () => {
    const created = stubFormats();
    for (const locale of ['en-ZW', 'en-NA', 'en-ZW', 'en-NA']) formatNumber(1, locale);
    expect(created).toHaveLength(2);
  });
});
