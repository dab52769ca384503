import {fixture, html} from '@open-wc/testing';
import {LitElement, type TemplateResult} from 'lit';
import {property} from 'lit/decorators.js';
import {LanguageController, type StringsOverride} from '../../src/widget/order-card/language.ts';
import {loadStrings} from '../../src/widget/locales/load-strings.ts';
import {until} from './customer.ts';

/** How the texts of the hosts that are made next arrive. */
export const loading = {load: loadStrings, timeoutMs: 10_000};

beforeEach(() => {
  Object.assign(loading, {load: loadStrings, timeoutMs: 10_000});
});

/** The smallest element that speaks: it says one text. */
export class SpeakingHost extends LitElement {
  @property({attribute: false}) strings: StringsOverride | null = null;
  @property({type: Boolean, attribute: 'draft-languages'}) draftLanguages = false;
  readonly speaker = new LanguageController(this, {...loading});

  connectedMoveCallback(): void {
    this.speaker.refresh();
  }

  override render(): TemplateResult {
    const {language, isPending} = this.speaker;
    return html`${isPending ? 'pending' : language.strings.retry}`;
  }
}
customElements.define('speaking-host', SpeakingHost);

/** @param lang its own; none where it is left out */
export function hostWith(lang?: string): SpeakingHost {
  const host = new SpeakingHost();
  if (lang !== undefined) host.lang = lang;
  return host;
}

/** Puts hosts into the page and answers what is around them. */
export const place = (...hosts: Element[]) => fixture<HTMLElement>(html`<div>${hosts}</div>`);

export const said = ({shadowRoot}: SpeakingHost) => shadowRoot?.textContent;
export const saying = (host: SpeakingHost, text: string) => until(() => said(host) === text);
