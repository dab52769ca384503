import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {withTimeout} from '../../core/with-timeout.ts';
import {en, type Strings} from '../locales/en.ts';
import {composeLanguage, type LoadedLanguage, type RequestedLanguage} from '../locales/compose-language.ts';
import {type Language, languageFor, type LanguageTag} from '../locales/language.ts';
import {loadStrings} from '../locales/load-strings.ts';
import type {StringsOverride} from '../locales/overrides.ts';
import {nearestLang, watchLang} from '../dom/nearest-lang.ts';
import {MODULE_TIMEOUT_MS} from '../dom/lazy.ts';
import {loadModule} from '../dom/load-module.ts';

export type {StringsOverride};

/** Loads the texts of a language from their own file, else from the one-file build. */
function loadTexts(tag: Exclude<LanguageTag, 'en'>): Promise<Strings> {
  return loadModule(tag, () => loadStrings(tag));
}

export interface LanguageHost extends ReactiveControllerHost, HTMLElement {
  /** Texts that replace the widget's own. */
  readonly strings: StringsOverride | null | undefined;
  /** Whether the languages that no native speaker has reviewed yet are enabled. */
  readonly draftLanguages: boolean;
}

/** Loads the texts for the nearest `lang` attribute and follows its changes. */
export class LanguageController implements ReactiveController {
  #host: LanguageHost;
  #loadStrings: typeof loadStrings;
  #timeoutMs: number;
  #requested: RequestedLanguage | null = null;
  #areDraftsEnabled = false;
  #loaded: LoadedLanguage | null = null;
  #hasFailed = false;
  #memo: {override: LanguageHost['strings']; language: Language} | null = null;
  #unwatch: (() => void) | null = null;

  /**
   * @param load loads the texts of a language
   * @param timeoutMs how long to wait before falling back to English. Default: 10 s
   */
  constructor(host: LanguageHost, {load = loadTexts, timeoutMs = MODULE_TIMEOUT_MS} = {}) {
    this.#host = host;
    this.#loadStrings = load;
    this.#timeoutMs = timeoutMs;
    host.addController(this);
  }

  /** The current texts and locale. The same object until they change. */
  get language(): Language {
    const {strings: override} = this.#host;
    if (this.#memo && this.#memo.override === override) return this.#memo.language;
    const language = composeLanguage(
      this.#loaded ?? {texts: en, tag: 'en', lang: this.#requested?.lang ?? null},
      override ?? {},
    );
    this.#memo = {override, language};
    return language;
  }

  /** Whether the first texts are still loading. Later ones replace the current texts once they have loaded. */
  get isPending(): boolean {
    return this.#loaded === null;
  }

  hostConnected(): void {
    this.#unwatch = watchLang(this.#host, () => this.refresh());
    this.refresh();
  }

  hostDisconnected(): void {
    this.#unwatch?.();
  }

  hostUpdate(): void {
    if (this.#host.draftLanguages !== this.#areDraftsEnabled) this.refresh();
  }

  /** Reads the `lang` attributes again, for example after a move in the document. Retries texts that failed to load. */
  refresh(): void {
    const lang = nearestLang(this.#host);
    this.#areDraftsEnabled = this.#host.draftLanguages;
    const tag = languageFor(lang, {drafts: this.#areDraftsEnabled});
    if (this.#requested?.lang === lang && this.#requested.tag === tag && !this.#hasFailed) return;
    const requested = {lang, tag};
    this.#requested = requested;
    this.#memo = null;
    this.#hasFailed = false;
    if (tag === 'en') this.#apply({texts: en, ...requested});
    else void this.#loadTexts(requested, this.#loadStrings(tag));
  }

  async #loadTexts(requested: RequestedLanguage, loading: Promise<Strings>): Promise<void> {
    const message = `The texts in ${requested.tag} did not arrive in time.`;
    const texts = await withTimeout(loading, this.#timeoutMs, message).catch(() => null);
    // The page may have changed its language in the meantime.
    if (this.#requested !== requested) return;
    this.#hasFailed = texts === null;
    this.#apply(texts ? {texts, ...requested} : {texts: en, tag: 'en', lang: requested.lang});
  }

  #apply(loaded: LoadedLanguage): void {
    this.#loaded = loaded;
    this.#memo = null;
    this.#host.requestUpdate();
  }
}
