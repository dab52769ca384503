import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {property} from 'lit/decorators.js';
import type {OrderCard} from '../order-card/order-card.ts';
import {OrderCardLoader} from './order-card-loader.ts';
import {CheckoutController} from '../controller/checkout-controller.ts';
import type {CheckoutError} from '../../core/error.ts';
import {MOST_ROWS, ROWS} from '../../core/reserved-height.ts';
import {isMode, isRefreshing, type Mode, type Phase, sessionOf, surfaceOf} from '../../core/state.ts';
import {showStates} from './css-states.ts';
import {InlineSessionReader} from './inline-session.ts';
import type {StringsOverride} from '../order-card/language.ts';
import type {CreateSession} from '../order-card/session-creator.ts';
import {styles} from './monime-checkout.styles.ts';
import {lostView, skeletonView} from '../views/skeleton.ts';

/**
 * Shows a checkout session and takes the customer through the provider's hosted page and back.
 *
 * @summary A checkout session of Monime or PayMongo, shown and paid.
 * @slot - What stands here before the script arrives, for example a plain link to the hosted page.
 * @slot logo - The merchant's logo, before the name.
 * @slot merchant - The merchant's name, above the order; else the session's.
 * @slot completed - What comes next, shown once the order is paid.
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
 * @cssstate idle - The phase: there is no session yet.
 * @cssstate loading - The phase: the session is being read.
 * @cssstate ready - The phase: the order is shown.
 * @cssstate presenting - The phase: the hosted page is open.
 * @cssstate confirming - The phase: the provider is asked how it ended.
 * @cssstate settled - The phase: it has ended.
 * @cssstate failed - The phase: the session cannot be loaded.
 * @cssstate completed - How it ended: paid.
 * @cssstate cancelled - How it ended: the provider says cancelled.
 * @cssstate expired - How it ended: the provider says expired.
 * @cssstate test-mode - The session is one of a test.
 * @csspart card - The whole.
 * @csspart skeleton - What stands for the order while it is loaded.
 * @csspart summary - The order.
 * @csspart merchant - The merchant's name, as the session has it.
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
 * @csspart note - Where the customer will pay, and until when.
 * @csspart time-left - The time that is left to pay.
 * @csspart actions - What to do next.
 * @csspart button - A button.
 * @csspart place - Where the frame stands (mode `inline`).
 * @csspart frame - The frame with the hosted page.
 * @csspart qr - The code that a phone scans.
 * @csspart dialog - The dialog; it and what is in it are parts of `.monime-checkout-dialog`, on the body.
 * @csspart steps - The steps of a payment: choose, pay, confirm.
 * @csspart close-button - The button that closes the dialog.
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
  /** Light or dark; `auto` is as the customer's system is. */
  @property({reflect: true}) theme: 'auto' | 'light' | 'dark' = 'auto';
  /** Takes up the session that the customer comes back from. One element a page. */
  @property({type: Boolean, reflect: true}) resume = false;
  /** `intent`: connects to the hosted page's host before the click. `frame`: loads it also, if a visit costs nothing. */
  @property() preload: 'none' | 'intent' | 'frame' = 'none';
  /** How many items to keep room for while the session is loaded; 3 where it is not said. */
  @property({type: Number}) items: number | null = null;
  /** Also speaks the languages that still await a native reader: Krio and Filipino. */
  @property({type: Boolean, attribute: 'draft-languages'}) draftLanguages = false;
  /** Texts in place of the widget's own, in the language of the page. */
  @property({attribute: false}) strings: StringsOverride | null = null;
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
  #inlineSessionReader = new InlineSessionReader();
  #internals = this.attachInternals();
  #orderCardLoader = new OrderCardLoader(this, this.#controller);
  /** How many items room is kept for, from before the order was known; nothing below the element is pushed. */
  #rows: number | null = null;

  constructor() {
    super();
    this.addEventListener('command', ({command}: Event & {command?: string}) => {
      if (command === '--open') this.open();
      else if (command === '--close') this.close();
    });
  }

  /** How the hosted page is shown: `auto`, `modal`, `inline`, `popup`, `redirect` or `qr`. */
  @property()
  get mode(): Mode {
    return this.#mode;
  }
  set mode(mode: Mode | (string & {}) | null) {
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
  get hostedUrl(): string | null {
    return sessionOf(this.#controller.state)?.hostedUrl ?? null;
  }

  /** @internal */
  get inlineSession(): unknown {
    return this.#inlineSessionReader.read(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#orderCardLoader.start();
  }

  /** @internal */
  get orderCard(): OrderCard | null {
    return this.#orderCardLoader.orderCard;
  }

  /** @internal What draws the order. */
  loadOrderCard(): Promise<OrderCard> {
    return this.#orderCardLoader.load();
  }

  /** Drawn is what has its card, or will not get one. */
  protected override async getUpdateComplete(): Promise<boolean> {
    if (this.isConnected) await this.#orderCardLoader.done;
    return super.getUpdateComplete();
  }

  protected override updated(): void {
    showStates(this.#internals, this.#controller.state);
    this.renderRoot.querySelector<HTMLElement>('.all')?.style.setProperty('--_rows', String(this.#rows ?? ROWS));
  }

  /** @internal Where the dialog had the focus and nothing has it now, what happened gets it. */
  async keepFocus(): Promise<void> {
    await this.updateComplete;
    const {activeElement, body} = document;
    if (activeElement === null || activeElement === body)
      this.renderRoot.querySelector<HTMLElement>('.status')?.focus();
  }

  /** A move in the document (`moveBefore`) is no removal. */
  connectedMoveCallback(): void {
    this.#orderCardLoader.orderCard?.refresh();
  }

  protected override firstUpdated(): void {
    // The first number that an engine writes takes it 0.1 s on a cheap phone: one is written while the order is awaited.
    requestAnimationFrame(() => setTimeout(() => (0).toLocaleString()));
    if (this.preload !== 'intent' && this.preload !== 'frame') return;
    void import('../preload/preload.ts').then(({Preload}) => this.addController(new Preload(this, this.#controller)));
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
    if (!this.#orderCardLoader.orderCard) this.#orderCardLoader.start();
    this.#controller.load();
  }

  override render(): TemplateResult {
    const {state} = this.#controller;
    const phase = isRefreshing(state) ? 'ready' : state.phase;
    const {orderCard} = this.#orderCardLoader;
    if (phase === 'loading') this.#rows ??= Math.min(MOST_ROWS, Math.max(1, this.items || ROWS));
    const rows = this.#rows ?? ROWS;
    return html`<div class="look card" part="card" @transitionend=${orderCard?.restyle ?? nothing}>
      <div
        class="all ${phase} ${surfaceOf(state) ?? ''} ${this.#rows && phase !== 'idle' ? 'holding' : ''}"
        lang=${orderCard?.language.tag ?? nothing}
        aria-busy=${phase === 'loading'}
      >
        ${orderCard ? orderCard.render(rows) : this.#renderPlaceholder(phase, rows)}
      </div>
    </div>`;
  }

  #renderPlaceholder(phase: Phase, rows: number): TemplateResult | typeof nothing {
    const {hasFailed, isSlow} = this.#orderCardLoader;
    if (hasFailed) return lostView(() => this.reload());
    if (phase === 'idle') return html`<slot></slot>`;
    return isSlow ? skeletonView(rows, null) : nothing;
  }
}
