import inAppSpy from 'inapp-spy';
import {html, nothing, type TemplateResult} from 'lit';
import type {Language} from '../locales/language.ts';
import {adoptStyles} from '../dom/adopt-styles.ts';
import {PaymentLink} from '../dom/payment-link.ts';
import {linkAndCodeStyles} from '../views/link-and-code.styles.ts';
import {linkView} from '../views/link-and-code.ts';
import {messageView} from '../views/message.ts';

/** Android opens an address in the customer's own browser where it is written as an intent; iOS has no such way. */
function browserUrl(url: string): string | null {
  if (!/Android/i.test(navigator.userAgent)) return null;
  const {protocol} = new URL(url);
  return `intent:${url.slice(protocol.length)}#Intent;scheme=${protocol.slice(0, -1)};end`;
}

/**
 * The way out of an in-app browser (Facebook, Instagram, TikTok, an Android WebView …): those break the links to
 * wallets. Null where the page is in a browser of its own.
 */
export function inAppNotice(
  root: HTMLElement | DocumentFragment,
  changed: () => void,
): ((url: string, language: Language) => TemplateResult) | null {
  const {isInApp, appName} = inAppSpy();
  if (!isInApp) return null;
  adoptStyles(root, [linkAndCodeStyles]);
  const paymentLink = new PaymentLink(changed);
  return (url, {strings}) => {
    const elsewhere = browserUrl(url);
    return html`${messageView('plain', strings.inAppTitle(appName ?? null), strings.inAppText)}
    ${
      elsewhere
        ? html`<a class="button secondary" part="button" href=${elsewhere}>${strings.openInBrowser}</a>`
        : nothing
    }
    ${linkView(url, paymentLink, strings)}`;
  };
}
