import {html, nothing} from 'lit';
import {CheckoutError} from '../../core/error.ts';
import {type CheckoutSession, isOutcome} from '../../core/session.ts';
import {readNormalized} from '../../providers/normalized.ts';
import type {Language} from '../../widget/locales/language.ts';
import type {StringsOverride} from '../../widget/locales/overrides.ts';
import {cardView} from '../../widget/views/card.ts';
import {orderView} from '../../widget/views/order.ts';
import {payableAmount} from '../../widget/views/summary.ts';
import {routeUrl, styleTag, stylesheetUrl} from './card-stylesheet.ts';
import {hostAttributes} from './host-attributes.ts';
import {renderToString} from './render-to-string.ts';
import {renderedLanguage} from './rendered-language.ts';
import {stateOf} from './rendered-state.ts';
import {sessionScript} from './session-script.ts';

export {CheckoutError, type CheckoutSession, type StringsOverride};

/** Options of {@link renderCheckout}. */
export interface RenderOptions {
  /** URL path of the server half, as the element's `endpoint`. Example: `/checkout`. */
  endpoint: string;
  /** Language of the page, as its `lang` attribute. Default: English. */
  lang?: string | undefined;
  /**
   * Nonce of the page's Content-Security-Policy: the style is then in the HTML, and the card is drawn with the page.
   * Without it the card links to a style sheet of the server half: see {@link checkoutStylesheet}.
   */
  nonce?: string | undefined;
  /** Colour of the buttons, `#rrggbb`. Default: that of the session, else of the theme. */
  accent?: string | undefined;
  /** Further hosts that a hosted page may be on, separated by spaces, as the element's `allowed-hosts`. */
  allowedHosts?: string | undefined;
  /** Further attributes of the element. Example: `{mode: 'popup', theme: 'dark', id: 'checkout'}`. */
  attributes?: Readonly<Record<string, string>> | undefined;
  /** Replaces texts, as the element's `strings`, which is to be set to the same. */
  strings?: StringsOverride | undefined;
}

const idle = () => undefined;

function cardHtml(session: CheckoutSession, language: Language, payUrl: string, isDisabled: boolean): string {
  const state = stateOf(session);
  const content = orderView({
    state,
    language,
    isPending: false,
    // A page may be read later than it was made: the widget knows the time.
    timeLeft: null,
    rows: 6,
    isExpanded: false,
    isDataSaverOn: false,
    toggle: idle,
    inAppNotice: () => nothing,
    actions: {
      open: idle,
      close: idle,
      retry: idle,
      nudge: idle,
      canRenew: false,
      disabled: isDisabled,
      openError: null,
      payUrl: isDisabled ? null : payUrl,
    },
  });
  return renderToString(cardView(content, {phase: state.phase, classes: ' ', tag: language.tag}));
}

/**
 * Renders `<monime-checkout>` with its order as HTML: the order is there before any script, and its pay button is a link
 * to `{endpoint}/go/{id}`, which works without JavaScript. The widget takes over when it arrives. Send such a page with
 * `Cache-Control: private, no-store`.
 *
 * @example
 * const session = await checkout.create(order);
 * const html = renderCheckout(session, {endpoint: '/checkout', lang: 'en', nonce});
 *
 * @param session what `create` or `get` of the server half returned
 * @throws {CheckoutError} `invalid_session`, `unsafe_url`, `invalid_configuration` or `secret_refused`, with the path of
 * the wrong value
 */
export function renderCheckout(session: CheckoutSession, options: RenderOptions): string {
  const {endpoint, lang, allowedHosts, attributes = {}, strings = {}} = options;
  const allowed = (allowedHosts ?? '').split(/\s+/).filter(Boolean);
  const order = readNormalized(session, {id: null, hosts: {allowedHosts: allowed, allowHttp: true}});
  const {id, accent} = order;
  if (id === null)
    throw new CheckoutError(
      'invalid_session',
      'The session to render has no id. Pass a session that the server half returned.',
      {path: 'id'},
    );
  const own = {'session-id': id, endpoint, lang, 'allowed-hosts': allowedHosts, rendered: ''};
  const host = hostAttributes(own, attributes);
  const language = renderedLanguage(lang ?? null, 'draft-languages' in attributes, strings);
  const payUrl = routeUrl(endpoint, `go/${id}`);
  const card = cardHtml(order, language, payUrl, 'disabled' in attributes);
  // For browsers below declarative shadow DOM.
  const link = isOutcome(order.status)
    ? ''
    : renderToString(html`<a href=${payUrl} target="_top">${language.strings.pay(payableAmount(order, language))}</a>`);
  return `<monime-checkout${host}><template shadowrootmode="open">${styleTag(accent, options)}${card}</template>${sessionScript(order)}${link}</monime-checkout>`;
}

/**
 * Returns the URL of the style sheet that a card without a nonce links to. Put it into the page's head as
 * `<link rel="preload" as="style" href="…">`, so that it arrives with the page.
 * @throws {CheckoutError} `invalid_configuration` if the accent is not a colour
 */
export function checkoutStylesheet(
  session: Pick<CheckoutSession, 'accent'>,
  options: Pick<RenderOptions, 'endpoint' | 'accent'>,
): string {
  return stylesheetUrl(session.accent, options);
}
