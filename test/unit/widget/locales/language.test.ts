import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, it, vi} from 'vitest';
import {formatMoney} from '../../../../src/core/money.ts';
import {en} from '../../../../src/widget/locales/en.ts';
import {fr} from '../../../../src/widget/locales/fr.ts';
import {LANGUAGES, languageFor, type LanguageTag, localeFor} from '../../../../src/widget/locales/language.ts';
import {applyOverrides} from '../../../../src/widget/locales/overrides.ts';
import {textsOf, wordsOf} from '../../docs/texts.ts';

describe('languageFor', () => {
  it.each<[string | null, LanguageTag, LanguageTag]>([
    ['fr', 'fr', 'fr'],
    ['FR', 'fr', 'fr'],
    ['fr-CA', 'fr', 'fr'],
    ['fr_SN', 'fr', 'fr'],
    ['ar-EG', 'ar', 'ar'],
    ['ar-EG-u-nu-latn', 'ar', 'ar'],
    ['fil-PH', 'en', 'fil'],
    ['tl', 'en', 'fil'],
    ['kri', 'en', 'kri'],
    ['kri-SL', 'en', 'kri'],
    ['krio', 'en', 'en'],
    ['frr', 'en', 'en'],
    ['de', 'en', 'en'],
    ['en-SL', 'en', 'en'],
    ['', 'en', 'en'],
    [null, 'en', 'en'],
    ['français', 'en', 'en'],
  ])('takes %j as %s, with drafts as %s', (lang, without, withDrafts) => {
    expect(languageFor(lang, {drafts: false})).toBe(without);
    expect(languageFor(lang, {drafts: true})).toBe(withDrafts);
  });

  it('answers a language of ours, and a locale that Intl takes, whatever the page says', () => {
    const langs = fc.oneof(
      fc.string({unit: 'binary'}),
      fc.stringMatching(/^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,3}$/),
      fc.constantFrom('constructor', 'valueof', '__proto__', 'x-x', 'i-klingon', 'en-u-co', 'fr-fr-u-nu-zzzz'),
    );
    fc.assert(
      fc.property(langs, fc.boolean(), (lang, drafts) => {
        expect(LANGUAGES).toContain(languageFor(lang, {drafts}));
        expect(new Intl.NumberFormat(localeFor(lang)).format(1)).not.toBe('');
      }),
    );
  });
});

describe('localeFor', () => {
  it.each<[string | null, ReturnType<typeof localeFor>]>([
    ['en_US', 'en-US'],
    ['de-ch', 'de-CH'],
    ['tl', 'fil'],
    ['kri', ['kri', 'en-SL']],
    ['not a tag', undefined],
    [null, undefined],
  ])('makes of %j %j', (lang, locale) => {
    expect(localeFor(lang)).toEqual(locale);
  });

  it('lets amounts be written where engines do not know the language', () => {
    const amount = formatMoney(9150, 'USD', localeFor('kri'));
    expect(amount).toBe(formatMoney(9150, 'USD', 'en-SL'));
    expect(amount).toContain('91.50');
  });
});

describe('Texts of the merchant', () => {
  it('may be plain strings where ours is a function, and may be for errors that English has no text for', () => {
    const strings = applyOverrides(fr, {pay: 'Acheter', errors: {not_payable: 'Fermé'}});
    expect(strings.pay('9 €')).toBe('Acheter');
    expect(strings.errors.not_payable).toBe('Fermé');
    expect(strings.errors.network).toBe(fr.errors.network);
  });

  it('leave ours where they are of another kind or name, and a warning says so', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const fromPlainJs: object = {
      pay: 5,
      retry: () => 'x',
      payy: 'x',
      close: null,
      notes: {closed: 'x'},
      errors: {network: 5},
    };
    expect(wordsOf(applyOverrides(en, fromPlainJs))).toEqual(wordsOf(en));
    expect(warn.mock.calls.map(([text]) => /strings\S*/.exec(String(text))?.[0])).toEqual([
      'strings.pay',
      'strings.retry',
      'strings.payy',
      'strings.notes.closed',
    ]);
    warn.mockRestore();
  });

  it('stay complete whatever is laid over them', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    fc.assert(
      fc.property(fc.object({key: fc.constantFrom(...Object.keys(en)), maxDepth: 2}), (over) => {
        const kinds = (strings: object) => [...textsOf(strings)].map(([path, {kind}]) => `${path}: ${kind}`);
        expect(kinds(applyOverrides(en, over))).toEqual(expect.arrayContaining(kinds(en)));
      }),
    );
    warn.mockRestore();
  });
});

describe('docs/languages.md', () => {
  const page = readFileSync(new URL('../../../../docs/languages.md', import.meta.url), 'utf8');

  it.each(LANGUAGES)('says whether %s is a draft', (tag) => {
    const [row] = new RegExp(`^\\| \`${tag}\`.*$`, 'm').exec(page) ?? [];
    expect(row?.includes('draft')).toBe(languageFor(tag, {drafts: false}) !== tag);
  });
});
