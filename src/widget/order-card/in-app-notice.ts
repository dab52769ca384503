import inAppSpy from 'inapp-spy';
import {html, nothing, type TemplateResult} from 'lit';
import type {Language} from '../locales/language.ts';
import {adoptStyles} from '../dom/adopt-styles.ts';
import {PaymentLink} from '../dom/payment-link.ts';
import {linkAndCodeStyles} from '../views/link-and-code.styles.ts';
import {linkView} from '../views/link-and-code.ts';
import {messageView} from '../views/message.ts';

/**
 * Returns an `intent:` URL, which Android opens in the customer's own browser; null elsewhere, as iOS has no equivalent.
 * @see https://developer.chrome.com/docs/android/intents
 */
function intentUrl(url: string): string | null {
  if (!/Android/i.test(navigator.userAgent)) return null;
  const {protocol} = new URL(url);
  return `intent:${url.slice(protocol.length)}#Intent;scheme=${protocol.slice(0, -1)};end`;
}

/**
 * Returns a view that leads the customer out of an in-app browser (Facebook, Instagram, TikTok, an Android WebView …),
 * because those break the links to wallets. Null in any other browser.
 */
export function inAppNotice(
  root: HTMLElement | DocumentFragment,
  onChange: () => void,
): ((url: string, language: Language) => TemplateResult) | null {
  const {isInApp, appName} = inAppSpy();
  if (!isInApp) return null;
  adoptStyles(root, [linkAndCodeStyles]);
  const paymentLink = new PaymentLink(onChange);
  return (url, {strings}) => {
    const intent = intentUrl(url);
    return html`${messageView('plain', strings.inAppTitle(appName ?? null), strings.inAppText)}
    ${intent ? html`<a class="button secondary" part="button" href=${intent} .textContent=${strings.openInBrowser}></a>` : nothing}
    ${linkView(url, paymentLink, strings)}`;
  };
}
