import {describe, expect, it} from 'vitest';
import {formatNumber} from '../../../../src/core/number.ts';
import {ar} from '../../../../src/widget/locales/ar.ts';
import {en, type Strings} from '../../../../src/widget/locales/en.ts';
import {fil} from '../../../../src/widget/locales/fil.ts';
import {fr} from '../../../../src/widget/locales/fr.ts';
import {kri} from '../../../../src/widget/locales/kri.ts';
import type {LanguageTag} from '../../../../src/widget/locales/language.ts';
import {loadStrings} from '../../../../src/widget/locales/load-strings.ts';
import {applyOverrides, type StringsOverride} from '../../../../src/widget/locales/overrides.ts';
import {textsOf} from '../../docs/texts.ts';

const locales: Record<Exclude<LanguageTag, 'en'>, Strings> = {fr, ar, kri, fil};
const tags = ['fr', 'ar', 'kri', 'fil'] as const;

/** What reads the same as in English, and should. */
const SAME: Record<(typeof tags)[number], string[]> = {
  fr: ['quantity', 'total'],
  ar: ['quantity'],
  kri: ['methods.bank', 'quantity'],
  fil: ['errorCode', 'methods.card', 'methods.momo', 'paymentPage', 'quantity', 'testMode'],
};

describe.each(tags)('The texts in %s', (tag) => {
  const texts = textsOf(locales[tag]);

  it('are the ones that English has, each of the same kind', () => {
    expect([...texts].map(([path, {kind}]) => `${path}: ${kind}`).sort()).toEqual(
      [...textsOf(en)].map(([path, {kind}]) => `${path}: ${kind}`).sort(),
    );
  });

  it('are never empty, and say what they are told', () => {
    const wrong = [...texts].filter(
      ([, {says, told}]) =>
        !/\S/.test(says) || /undefined|null|NaN|\[object/.test(says) || !told.every((word) => says.includes(word)),
    );
    expect(wrong).toEqual([]);
  });

  it('are no English that was left over', () => {
    const english = textsOf(en);
    const same = [...texts].filter(([path, {says}]) => english.get(path)?.says === says).map(([path]) => path);
    expect([...new Set(same.map((path) => path.split(' ')[0]))].sort()).toEqual(SAME[tag]);
  });

  it('arrive when they are asked for', async () => {
    expect(await loadStrings(tag)).toBe(locales[tag]);
  });
});

/** A copy that lacks some of its entries, at any depth. */
function without(keys: string[], strings: object): object {
  const entries = Object.entries(strings).filter(([key]) => !keys.includes(key));
  return Object.fromEntries(
    entries.map(([key, text]) => [key, key === 'notes' || key === 'errors' ? without(keys, text) : text]),
  );
}

it('A text that is missing is noticed', () => {
  const all = [...textsOf(en).keys()];
  const missing = (strings: object) => all.filter((path) => !textsOf(strings).has(path));
  expect(missing(fr)).toEqual([]);
  expect(missing(without(['retry', 'closed', 'network'], fr))).toEqual(['retry', 'notes.closed', 'errors.network']);
});

describe('Arabic', () => {
  it.each([
    [0, 'لا توجد عناصر', 'بقيت أقل من دقيقة للدفع'],
    [1, 'عرض العنصر', 'بقيت دقيقة واحدة للدفع'],
    [2, 'عرض العنصرين', 'بقيت دقيقتان للدفع'],
    [3, 'عرض الكل (3 عناصر)', 'بقيت 3 دقائق للدفع'],
    [11, 'عرض الكل (11 عنصرًا)', 'بقيت 11 دقيقة للدفع'],
    [100, 'عرض الكل (100 عنصر)', 'بقيت 100 دقيقة للدفع'],
    [103, 'عرض الكل (103 عناصر)', 'بقيت 103 دقائق للدفع'],
  ])('counts %i', (count, items, minutes) => {
    expect(ar.showAll(count)).toBe(items);
    expect(ar.timeLeft(count)).toBe(minutes);
  });

  it('counts in the digits of the page', () => {
    expect(ar.showAll(12, formatNumber(12, 'ar-EG'))).toBe('عرض الكل (١٢ عنصرًا)');
  });
});

describe('layStrings', () => {
  it('falls back to English where a language lacks a text', () => {
    const incomplete: StringsOverride = {
      pay: fr.pay,
      retry: undefined,
      notes: {closed: fr.notes.closed},
      errors: {network: 'Pas de connexion', timeout: undefined},
    };
    const strings = applyOverrides(en, incomplete);
    expect(strings.pay('9 €')).toBe('Payer 9 €');
    expect(strings.retry).toBe(en.retry);
    expect(strings.notes).toEqual({...en.notes, closed: fr.notes.closed});
    expect(strings.errors).toEqual({...en.errors, network: 'Pas de connexion'});
    expect([...textsOf(strings).keys()]).toEqual([...textsOf(en).keys()]);
  });
});
