import type {Locale} from '../../core/money.ts';
import type {Strings} from './en.ts';

/** Texts of the widget and the locale of its numbers. */
export interface Language {
  strings: Strings;
  /** Locale for `Intl`: that of the page, even if the texts fall back to English; undefined: the platform's. */
  locale: Locale | undefined;
  /** BCP 47 tag of the texts, for the `lang` attribute. */
  tag: LanguageTag;
}

/** Languages with texts. */
export const LANGUAGES = ['en', 'fr', 'ar', 'kri', 'fil'] as const;
/** Tag of a language with texts. */
export type LanguageTag = (typeof LANGUAGES)[number];

/** Languages not yet reviewed by a native speaker; used only with `draft-languages`. */
const DRAFT_LANGUAGES: ReadonlySet<LanguageTag> = new Set(['kri', 'fil']);

/** Other tags of these languages. */
const ALIASES: Readonly<Record<string, LanguageTag>> = {tl: 'fil'};

/** Locales for engines that lack the first one: they would otherwise format amounts in the platform's locale. */
const FALLBACK_LOCALES: Readonly<Record<string, string>> = {kri: 'en-SL'};

/**
 * Returns the canonical form of a `lang` attribute; undefined if it is not a valid tag.
 * @param lang BCP 47 tag; underscores, as in `en_US`, are accepted too
 */
function canonicalTag(lang: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(lang.trim().replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}

function primarySubtag(tag: string): string {
  return tag.split('-', 1)[0] ?? tag;
}

/**
 * Returns the language of the texts for a `lang` attribute. Default: English.
 * @param drafts whether to use draft languages
 */
export function languageFor(lang: string | null, {drafts}: {drafts: boolean}): LanguageTag {
  const language = primarySubtag(canonicalTag(lang ?? '') ?? '');
  const found = ALIASES[language] ?? LANGUAGES.find((tag) => tag === language);
  return found && (drafts || !DRAFT_LANGUAGES.has(found)) ? found : 'en';
}

/** Returns the `Intl` locale for a `lang` attribute; undefined, the platform's locale, if invalid. Never throws. */
export function localeFor(lang: string | null): Locale | undefined {
  const tag = canonicalTag(lang ?? '');
  if (tag === undefined) return undefined;
  const fallback = FALLBACK_LOCALES[primarySubtag(tag)];
  return fallback === undefined ? tag : [tag, fallback];
}
