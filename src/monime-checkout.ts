import {html, LitElement, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {property} from 'lit/decorators.js';
import type {inAppNotice} from './in-app.ts';
import {brandingOf} from './branding.ts';
import {CheckoutController} from './checkout-controller.ts';
import type {CheckoutError} from './core/error.ts';
import {isPayable} from './core/session.ts';
import {type Mode, type Phase, sessionOf} from './core/state.ts';
import type {MonimeCheckoutEventMap} from './events.ts';
import type {CreateSession} from './late-session.ts';
import {en} from './locales/en.ts';
import {styles} from './monime-checkout.styles.ts';
import {statusView} from './views/status.ts';
import {type Language, summaryView} from './views/summary.ts';

const MODES: readonly string[] = ['auto', 'modal', 'inline', 'popup', 'redirect', 'qr'] satisfies Mode[];

function isMode(text: string | null): text is Mode {
  return text !== null && MODES.includes(text);
}

/**
 * Shows a checkout session and takes the customer through the provider's hosted page and back.
 *
 * @summary A checkout session of Monime or PayMongo, shown and paid.
 * @slot - What stands here before the script arrives, for example a plain link to the hosted page.
 * @slot merchant - The merchant's name or logo, above the order.
 * @event {MonimeReadyEvent} monime-ready - The session is loaded.
 * @event {MonimeOpenEvent} monime-open - A surface is about to open. Cancelable.
 * @event {MonimeFallbackEvent} monime-fallback - A way onto the hosted page was refused, the next one is taken.
 * @event {MonimeCompleteEvent} monime-complete - A read of the provider said paid. Once per session. Cancelable: the surface stays open.
 * @event {MonimeCancelEvent} monime-cancel - The customer cancelled. Cancelable: the surface stays open.
 * @event {MonimeExpireEvent} monime-expire - The provider says that the session has expired.
 * @event {MonimeBeforeCloseEvent} monime-beforeclose - The customer asks to close while paying. Cancelable.
 * @event {MonimeCloseEvent} monime-close - The surface is shut, whatever the outcome.
 * @event {MonimeChangeEvent} monime-change - The phase changed.
 * @event {MonimeErrorEvent} monime-error - The session cannot be loaded or presented.
 * @cssproperty --monime-checkout-accent - Colour of buttons and progress; else the session's branding.
 * @cssproperty --monime-checkout-on-accent - Colour of text on the accent.
 * @cssproperty --monime-checkout-surface - Background.
 * @cssproperty --monime-checkout-text - Colour of text.
 * @cssproperty --monime-checkout-radius - Radius of corners.
 * @cssproperty --monime-checkout-font - Font family.
 * @csspart summary - The order.
 * @csspart title - Its title.
 * @csspart description - Its description.
 * @csspart items - The list of items.
 * @csspart item - One item.
 * @csspart item-image - Its image.
 * @csspart item-name - Its name.
 * @csspart item-description - Its description.
 * @csspart item-amount - What the line costs.
 * @csspart total - The total of one currency.
 * @csspart test-mode - The ribbon of a session in test mode.
 * @csspart message - What is going on.
 * @csspart actions - What to do next.
 * @csspart button - A button.
 * @csspart frame - The frame with the hosted page (mode `inline`).
 */
export class MonimeCheckoutElement extends LitElement {
  static override styles = styles;

  /** Id of the session to show: `scs-…` or `cs_…`. */
  @property({attribute: 'session-id'}) sessionId: string | null = null;
  /** PayMongo's client key; the session id is the part before `_client_`. */
  @property({attribute: 'client-key'}) clientKey: string | null = null;
  /** PayMongo's public key `pk_…`: reads the session from PayMongo itself. Experimental. */
  @property({attribute: 'public-key'}) publicKey: string | null = null;
  /** Where the server half is mounted: the widget asks `{endpoint}/sessions/{id}`. */
  @property() endpoint: string | null = null;
  /** Base of the PayMongo API for the read by public key; for the sandbox. */
  @property({attribute: 'api-url'}) apiUrl: string | null = null;
  /** Further hosts that a hosted page may be on, separated by spaces. */
  @property({attribute: 'allowed-hosts'}) allowedHosts = '';
  /** `auto`, `light` or `dark`. */
  @property({reflect: true}) theme = 'auto';
  /** Takes up the session that the customer comes back from. One element a page. */
  @property({type: Boolean, reflect: true}) resume = false;
  /** `intent`: connects to the hosted page's host on hover, on focus, or when near the screen. `none` is the default. */
  @property() preload: 'none' | 'intent' = 'none';
  /** `open()` does nothing; what is open stays open. */
  @property({type: Boolean, reflect: true}) disabled = false;
  /** A session that was fetched elsewhere: drawn without a request. It never completes without a read. */
  @property({attribute: false}) session: unknown = null;
  /**
   * Makes the session late, on the click, and answers its id; also makes the next one where one has expired or was
   * cancelled. Send `key` as `Idempotency-Key`, and `renew` along, so that a retry makes no second session.
   */
  @property({attribute: false}) createSession: CreateSession | null = null;

  #mode: Mode = 'auto';
  #controller = new CheckoutController(this);
  /** The way out of an in-app browser; null while not looked for, or where the page is in none. */
  #inApp: ReturnType<typeof inAppNotice> = null;

  /** How the hosted page is shown: `auto`, `modal`, `inline`, `popup`, `redirect` or `qr`. */
  @property()
  get mode(): Mode {
    return this.#mode;
  }
  set mode(mode: string | null) {
    this.#mode = isMode(mode) ? mode : 'auto';
  }

  /** Where the widget stands. */
  get phase(): Phase {
    return this.#controller.state.phase;
  }

  /** Why the session could not be loaded; null where it could. */
  get error(): CheckoutError | null {
    const {state} = this.#controller;
    return state.phase === 'failed' ? state.error : null;
  }

  /** @internal */
  get language(): Language {
    return {strings: en, locale: nearestLang(this)};
  }

  /** @internal */
  get hostedUrl(): string | null {
    return sessionOf(this.#controller.state)?.hostedUrl ?? null;
  }

  /** @internal */
  get given(): unknown {
    return this.session ?? this.#embedded();
  }

  /** A child `<script type="application/json">`: data, which a strict CSP lets through. */
  #embedded(): unknown {
    const text = this.querySelector(':scope > script[type="application/json"]')?.textContent;
    if (!text) return null;
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  }

  protected override updated(_changed: PropertyValues): void {
    const style = this.renderRoot.querySelector<HTMLElement>('.all')?.style;
    for (const [name, value] of Object.entries(brandingOf(sessionOf(this.#controller.state)))) {
      style?.setProperty(name, value);
    }
  }

  /** @internal Where the dialog had the focus and nothing has it now, what happened gets it. */
  async keepFocus(): Promise<void> {
    await this.updateComplete;
    const {activeElement, body} = document;
    if (activeElement === null || activeElement === body)
      this.renderRoot.querySelector<HTMLElement>('.status')?.focus();
  }

  /** A move in the document (`moveBefore`) is no removal. */
  connectedMoveCallback(): void {}

  /** What only some pages and devices need is fetched after the first paint. */
  protected override async firstUpdated(): Promise<void> {
    if (this.preload === 'intent') void import('./preconnect.ts').then(({Preconnect}) => new Preconnect(this));
    if (!matchMedia('(pointer: coarse)').matches) return;
    const notice = await import('./in-app.ts').catch(() => null);
    this.#inApp = notice?.inAppNotice(this.renderRoot, () => this.requestUpdate()) ?? null;
    this.requestUpdate();
  }

  /** Takes the customer to the hosted page. Call it inside a click: browsers hold windows back otherwise. */
  open(): void {
    this.#controller.open();
  }

  /** Shuts what is open. The payment is watched all the same. */
  close(): void {
    this.#controller.close();
  }

  /** Asks for the session anew. */
  reload(): void {
    this.#controller.load();
  }

  override render(): TemplateResult {
    const {state} = this.#controller;
    const session = sessionOf(state);
    const {language} = this;
    const actions = {
      open: () => this.open(),
      close: () => this.close(),
      retry: () => (session || !this.createSession ? this.reload() : this.open()),
      nudge: () => this.#controller.nudge(),
      canRenew: this.createSession !== null,
      disabled: this.disabled,
    };
    return html`<div class="all" aria-busy=${state.phase === 'loading'}>
      ${session ? summaryView(session, language) : nothing}
      <div class="place" part="place"></div>
      ${statusView(state, language, actions)}
      ${state.phase === 'ready' && isPayable(state.session) ? this.#inApp?.(state.session.hostedUrl ?? '', language) : nothing}${state.phase === 'idle' ? html`<slot></slot>` : nothing}
    </div>`;
  }
}

/** The language that the page says the element is in, across shadow roots; undefined leaves it to the platform. */
function nearestLang(element: Element): string | undefined {
  for (let at: Element | null = element; at;) {
    const lang = at.closest('[lang]')?.getAttribute('lang');
    if (lang) return Intl.getCanonicalLocales(lang)[0];
    const root = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return undefined;
}

export interface MonimeCheckoutElement {
  addEventListener<K extends keyof MonimeCheckoutEventMap>(
    type: K,
    listener: (this: MonimeCheckoutElement, event: MonimeCheckoutEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: MonimeCheckoutElement, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}
