import type {Locale} from '../../core/money.ts';
import type {Strings} from './en.ts';

/** How texts and amounts are written. */
export interface Language {
  strings: Strings;
  /** For `Intl`: numbers go by the page's language also where the texts fall back to English. */
  locale: Locale | undefined;
  /** BCP 47 tag of the texts themselves, for the `lang` attribute. */
  tag: LanguageTag;
}

/** The languages that there are texts in. */
export const LANGUAGES = ['en', 'fr', 'ar', 'kri', 'fil'] as const;
export type LanguageTag = (typeof LANGUAGES)[number];

/** Those that await a native reader: off unless asked for. */
const DRAFTS: ReadonlySet<LanguageTag> = new Set(['kri', 'fil']);

/** Tags that mean a language of ours by another name. */
const ALIASES: Readonly<Record<string, LanguageTag>> = {tl: 'fil'};

/** Engines that know no Krio would print amounts in the platform's language. */
const NEIGHBOURS: Readonly<Record<string, string>> = {kri: 'en-SL'};

/**
 * The canonical form of a `lang` attribute; undefined where it is none, which leaves numbers to the platform.
 * @param lang as it stands in the page; `en_US`, as servers write it, is taken as `en-US`
 */
function canonical(lang: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(lang.trim().replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}

function primary(tag: string): string {
  return tag.split('-', 1)[0] ?? tag;
}

/** The language of the texts for a `lang` attribute: English where there is none of ours. */
export function languageFor(lang: string | null, {drafts}: {drafts: boolean}): LanguageTag {
  const language = primary(canonical(lang ?? '') ?? '');
  const found = ALIASES[language] ?? LANGUAGES.find((tag) => tag === language);
  return found && (drafts || !DRAFTS.has(found)) ? found : 'en';
}

/** What `Intl` gets for a `lang` attribute; undefined leaves it to the platform. Never throws. */
export function localeFor(lang: string | null): Locale | undefined {
  const tag = canonical(lang ?? '');
  if (tag === undefined) return undefined;
  const neighbour = NEIGHBOURS[primary(tag)];
  return neighbour === undefined ? tag : [tag, neighbour];
}

const loaders: Readonly<Record<Exclude<LanguageTag, 'en'>, () => Promise<Strings>>> = {
  fr: async () => (await import('./fr.ts')).fr,
  ar: async () => (await import('./ar.ts')).ar,
  kri: async () => (await import('./kri.ts')).kri,
  fil: async () => (await import('./fil.ts')).fil,
};

/** Fetches the texts of a language; English stands in the main file. */
export function loadStrings(tag: Exclude<LanguageTag, 'en'>): Promise<Strings> {
  return loaders[tag]();
}
