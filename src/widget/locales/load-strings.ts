import type {Strings} from './en.ts';
import type {LanguageTag} from './language.ts';

const loaders: Readonly<Record<Exclude<LanguageTag, 'en'>, () => Promise<Strings>>> = {
  fr: async () => (await import('./fr.ts')).fr,
  ar: async () => (await import('./ar.ts')).ar,
  kri: async () => (await import('./kri.ts')).kri,
  fil: async () => (await import('./fil.ts')).fil,
};

/** Loads the texts of a language. English needs no loading. */
export function loadStrings(tag: Exclude<LanguageTag, 'en'>): Promise<Strings> {
  return loaders[tag]();
}
