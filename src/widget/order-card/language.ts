import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {withTimeout} from '../../core/with-timeout.ts';
import type {Locale} from '../../core/money.ts';
import {formatNumber} from '../../core/number.ts';
import {en, type Strings} from '../locales/en.ts';
import {type Language, languageFor, type LanguageTag, loadStrings, localeFor} from '../locales/language.ts';
import {layStrings, type StringsOverride} from '../locales/overrides.ts';
import {nearestLang, watchLang} from '../dom/nearest-lang.ts';
import {MODULE_TIMEOUT_MS} from '../../core/lazy.ts';

export type {StringsOverride};

export interface LanguageHost extends ReactiveControllerHost, HTMLElement {
  /** Texts in place of the widget's own. */
  readonly strings: StringsOverride | null | undefined;
  /** Whether the languages that await a native reader are spoken. */
  readonly draftLanguages: boolean;
}

/** A `lang` attribute of the page, and the language of ours for it. */
interface Choice {
  lang: string | null;
  tag: LanguageTag;
}

/** What is spoken: English also where the texts that were asked for did not come. */
interface Spoken extends Choice {
  texts: Strings;
}

function compose({texts, tag, lang}: Spoken, override: StringsOverride): Language {
  const locale = localeFor(lang);
  const strings = layStrings(texts === en ? en : layStrings(en, texts), override);
  return {strings: withDigits(strings, locale), locale, tag};
}

/** The texts count in the digits that amounts are written in. */
function withDigits(strings: Strings, locale: Locale | undefined): Strings {
  return {
    ...strings,
    showAll: (count) => strings.showAll(count, formatNumber(count, locale)),
    timeLeft: (minutes) => strings.timeLeft(minutes, formatNumber(minutes, locale)),
  };
}

/** Speaks the language of the nearest `lang`, and notices when that changes. */
export class LanguageController implements ReactiveController {
  #host: LanguageHost;
  #load: typeof loadStrings;
  #limit: number;
  #asked: Choice | null = null;
  #drafts = false;
  #spoken: Spoken | null = null;
  #failed = false;
  #memo: {override: LanguageHost['strings']; language: Language} | null = null;
  #unwatch: (() => void) | null = null;

  /**
   * @param load brings the texts of a language
   * @param timeLimit milliseconds after which English is spoken in its place
   */
  constructor(host: LanguageHost, {load = loadStrings, timeLimit = MODULE_TIMEOUT_MS} = {}) {
    this.#host = host;
    this.#load = load;
    this.#limit = timeLimit;
    host.addController(this);
  }

  /** How texts and amounts are written now. The same object until something changes. */
  get language(): Language {
    const {strings: override} = this.#host;
    if (this.#memo && this.#memo.override === override) return this.#memo.language;
    const language = compose(this.#spoken ?? {texts: en, tag: 'en', lang: this.#asked?.lang ?? null}, override ?? {});
    this.#memo = {override, language};
    return language;
  }

  /** Whether the first texts are still on their way. Later ones take the place of what is shown once they are here. */
  get pending(): boolean {
    return this.#spoken === null;
  }

  hostConnected(): void {
    this.#unwatch = watchLang(this.#host, () => this.refresh());
    this.refresh();
  }

  hostDisconnected(): void {
    this.#unwatch?.();
  }

  hostUpdate(): void {
    if (this.#host.draftLanguages !== this.#drafts) this.refresh();
  }

  /** Looks anew what the page asks for: after a move in the document. Texts that did not come are asked for again. */
  refresh(): void {
    const lang = nearestLang(this.#host);
    this.#drafts = this.#host.draftLanguages;
    const tag = languageFor(lang, {drafts: this.#drafts});
    if (this.#asked?.lang === lang && this.#asked.tag === tag && !this.#failed) return;
    const asked = {lang, tag};
    this.#asked = asked;
    this.#memo = null;
    this.#failed = false;
    if (tag === 'en') this.#speak({texts: en, ...asked});
    else void this.#bring(asked, this.#load(tag));
  }

  async #bring(asked: Choice, arriving: Promise<Strings>): Promise<void> {
    const late = `The texts in ${asked.tag} did not arrive in time.`;
    const texts = await withTimeout(arriving, this.#limit, late).catch(() => null);
    // Meanwhile the page may have asked for another language.
    if (this.#asked !== asked) return;
    this.#failed = texts === null;
    this.#speak(texts ? {texts, ...asked} : {texts: en, tag: 'en', lang: asked.lang});
  }

  #speak(spoken: Spoken): void {
    this.#spoken = spoken;
    this.#memo = null;
    this.#host.requestUpdate();
  }
}
