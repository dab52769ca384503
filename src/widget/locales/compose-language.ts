import type {Locale} from '../../core/money.ts';
import {formatNumber} from '../../core/number.ts';
import {en, type Strings} from './en.ts';
import {type Language, type LanguageTag, localeFor} from './language.ts';
import {applyOverrides, type StringsOverride} from './overrides.ts';

/** A `lang` attribute of the page, and the supported language for it. */
export interface RequestedLanguage {
  lang: string | null;
  tag: LanguageTag;
}

/** The texts in use; English if the requested texts did not load. */
export interface LoadedLanguage extends RequestedLanguage {
  texts: Strings;
}

/** Returns the texts with the merchant's replacements, and with the digits of the page's locale. */
export function composeLanguage({texts, tag, lang}: LoadedLanguage, override: StringsOverride): Language {
  const locale = localeFor(lang);
  const strings = applyOverrides(texts === en ? en : applyOverrides(en, texts), override);
  return {strings: withDigits(strings, locale), locale, tag};
}

/** Makes the texts use the digits of the locale, as amounts do. */
function withDigits(strings: Strings, locale: Locale | undefined): Strings {
  return {
    ...strings,
    showAll: (count) => strings.showAll(count, formatNumber(count, locale)),
    timeLeft: (minutes) => strings.timeLeft(minutes, formatNumber(minutes, locale)),
  };
}
