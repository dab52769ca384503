import {ar} from '../../widget/locales/ar.ts';
import {composeLanguage} from '../../widget/locales/compose-language.ts';
import {en} from '../../widget/locales/en.ts';
import {fil} from '../../widget/locales/fil.ts';
import {fr} from '../../widget/locales/fr.ts';
import {kri} from '../../widget/locales/kri.ts';
import {type Language, languageFor} from '../../widget/locales/language.ts';
import type {StringsOverride} from '../../widget/locales/overrides.ts';

const TEXTS = {en, fr, ar, kri, fil};

/** Returns the texts that the widget takes for a `lang` attribute. */
export function renderedLanguage(lang: string | null, drafts: boolean, strings: StringsOverride): Language {
  const tag = languageFor(lang, {drafts});
  return composeLanguage({texts: TEXTS[tag], tag, lang}, strings);
}
