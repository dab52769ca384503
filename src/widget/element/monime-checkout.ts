import {LitElement, noChange, type PropertyValues, type TemplateResult} from 'lit';
import type {OrderCard} from '../order-card/order-card.ts';
import {NotSet} from './not-set.ts';
import {RenderFaults} from './render-faults.ts';
import {OrderCardLoader} from './order-card-loader.ts';
import {listenForCommands} from './invoker-commands.ts';
import {CheckoutController} from '../controller/checkout-controller.ts';
import type {CheckoutError} from '../../core/error.ts';
import {isMode, isRefreshing, type Mode, type Phase, sessionOf, surfaceOf} from '../../core/state.ts';
import {cardView} from '../views/card.ts';
import {updateCssStates} from './css-states.ts';
import {InlineSessionReader} from './inline-session.ts';
import {ReservedRows} from './reserved-rows.ts';
import {restoreFocus} from './restore-focus.ts';
import type {StringsOverride} from '../order-card/language.ts';
import type {CreateSession} from '../client/create-session.ts';
import {ServedCard} from './served-card.ts';
import {styles} from './monime-checkout.styles.ts';
import {properties} from './properties.ts';

/**
 * Shows a checkout session, opens the provider's hosted page and tracks the outcome.
 *
 * @summary Shows a Monime or PayMongo checkout session and gets it paid.
 * @slot - Fallback content, for example a plain link to the hosted page. Shown before the script loads, while there is no session, and if loading fails.
 * @slot logo - The merchant's logo, before the name. At most 120 × 32 CSS pixels.
 * @slot merchant - The merchant's name, above the order. Default: the name in the session.
 * @slot completed - Next steps, shown once the order is paid.
 * @slot changed - What to do if the order has changed while it was being paid, for example a link to the cart.
 * @event {MonimeReadyEvent} monime-ready - Fires when the session has loaded.
 * @event {MonimeOpenEvent} monime-open - Fires before the hosted page opens. Cancelable: the page is not opened.
 * @event {MonimeFallbackEvent} monime-fallback - Fires when a surface is refused (popup blocker, no click, policy, timeout) and the next one is used.
 * @event {MonimeCompleteEvent} monime-complete - Fires when a read from the provider returns completed, once per element and session. Cancelable: the surface stays open.
 * @event {MonimeCancelEvent} monime-cancel - Fires when the customer has cancelled. Cancelable: the surface stays open.
 * @event {MonimeExpireEvent} monime-expire - Fires when a read from the provider returns expired.
 * @event {MonimeBeforeCloseEvent} monime-beforeclose - Fires before the customer closes the surface. Cancelable: it stays open.
 * @event {MonimeCloseEvent} monime-close - Fires when the surface has closed, whatever the outcome.
 * @event {MonimeChangeEvent} monime-change - Fires when the phase changes.
 * @event {MonimeErrorEvent} monime-error - Fires when the session cannot be loaded, created or presented.
 * @cssproperty --monime-checkout-accent - Sets the colour of buttons and progress. Default: the session's branding, else `#0f6b50` (dark: `#5fd0a0`).
 * @cssproperty --monime-checkout-on-accent - Sets the colour of text on the accent, if it is readable. Default: black or white.
 * @cssproperty --monime-checkout-surface - Sets the background colour. Default: `#fff` (dark: `#161c19`).
 * @cssproperty --monime-checkout-text - Sets the text colour. Default: `#17211d` (dark: `#eef3f0`).
 * @cssproperty --monime-checkout-radius - Sets the corner radius of the card and the dialog. Default: `14px`.
 * @cssproperty --monime-checkout-font - Sets the font family. Default: `system-ui, sans-serif`.
 * @cssstate idle - Phase: there is no session yet.
 * @cssstate loading - Phase: the session is loading.
 * @cssstate ready - Phase: the order is shown.
 * @cssstate presenting - Phase: the hosted page is open.
 * @cssstate confirming - Phase: the widget polls the provider for the outcome.
 * @cssstate settled - Phase: the outcome is known.
 * @cssstate failed - Phase: the session could not be loaded.
 * @cssstate completed - Outcome: the order is paid.
 * @cssstate cancelled - Outcome: the provider has cancelled the session.
 * @cssstate expired - Outcome: the session has expired.
 * @cssstate test-mode - The session is in test mode; no money moves.
 * @csspart card - The whole card.
 * @csspart skeleton - The placeholder of the order while the session is loading.
 * @csspart summary - The order.
 * @csspart merchant - The merchant's name from the session.
 * @csspart title - The title of the order.
 * @csspart description - The description of the order.
 * @csspart items - The list of items.
 * @csspart item - One item.
 * @csspart item-image - The image of an item, or its initial.
 * @csspart item-name - The name of an item.
 * @csspart item-description - The description of an item.
 * @csspart item-amount - The amount of an item: unit price × quantity.
 * @csspart total - The total in one currency.
 * @csspart test-mode - The test mode badge.
 * @csspart message - The status message.
 * @csspart note - A note below the button: the payment methods, or the provider and the time left.
 * @csspart time-left - The time left to pay.
 * @csspart actions - The container of the buttons.
 * @csspart button - A button.
 * @csspart place - The container of the frame (mode `inline`) or the QR code (mode `qr`).
 * @csspart frame - The frame with the hosted page.
 * @csspart qr - The QR code of the hosted page.
 * @csspart dialog - The dialog. It and its content are parts of `.monime-checkout-dialog`, a child of the body.
 * @csspart steps - The steps of a payment: choose, pay, confirm.
 * @csspart close-button - The button that closes the dialog.
 */
export class MonimeCheckoutElement extends LitElement {
  static override styles = styles;
  static override properties = properties;

  /** Sets the id of the session to show: `scs-…` (Monime) or `cs_…` (PayMongo). Default: null. */
  sessionId: string | null = null;
  /** Sets PayMongo's client key, whose part before `_client_` is the session id. Ignored if `session-id` is set. Default: null. */
  clientKey: string | null = null;
  /** Sets PayMongo's public key `pk_…`, to read the session directly from PayMongo. Ignored if `endpoint` is set. Experimental. Default: null. */
  publicKey: string | null = null;
  /** Sets the URL of the server half; the widget reads `{endpoint}/sessions/{id}`. Example: `endpoint="/checkout"`. Default: null. */
  endpoint: string | null = null;
  /** Sets the base URL of the PayMongo API for `public-key`, for example that of the sandbox. Default: `https://api.paymongo.com`. */
  apiUrl: string | null = null;
  /** Allows hosted pages on further hosts, separated by spaces. Example: `allowed-hosts="pay.example *.pay.example"`. Default: only the providers' hosts. */
  allowedHosts = '';
  /** Selects the colours: `light`, `dark`, or `auto` for the customer's system setting. Default: `auto`. */
  theme: 'auto' | 'light' | 'dark' = 'auto';
  /** Shows the session that the customer returns from: that of the URL's reference, else the one opened in this tab in the last hour. One that was not started in this browser is watched, but not offered for payment. Ignored if an attribute names one. One element per page. Default: false. */
  resume = false;
  /** Prepares the hosted page before the click: `intent` connects to its host, `frame` also loads it if it is to open in a dialog. Use `frame` only if a visit has no side effects. Default: `none`. */
  preload: 'none' | 'intent' | 'frame' = 'none';
  /** Sets how many items to reserve height for, 1 to 6; the card of an order with as many is at least as tall. Default: those of the session in the page, else 2 while it is loading. */
  items: number | null = null;
  /** Enables the languages that no native speaker has reviewed yet: Krio and Filipino. Default: false. */
  draftLanguages = false;
  /** Replaces texts of the widget in every language. Assign a new object to change them. Example: `checkout.strings = {pay: 'Order now'}`. Default: null. */
  strings: StringsOverride | null = null;
  /** Makes `open()` do nothing; an open surface stays open. Default: false. */
  disabled = false;
  /** Sets a session that was fetched elsewhere, as JSON, to show it without a request; `monime-complete` still requires a read from the provider. Alternative: a child `<script type="application/json">`. Default: null. */
  session: unknown = null;
  /**
   * Creates the session on the click, within 30 s, and returns the endpoint's response or just the session's id. With the
   * response, the widget also shows that the order is paid or has changed. Also replaces a cancelled or expired session,
   * whose id is `renew`. Send `key` as `Idempotency-Key` and `renew` in the body, so that a retry creates no second one.
   * Throw a `CheckoutError` to select the text that the customer reads; any other error reads as `create_failed`.
   * Example: `({key, renew}) => createOnServer(cart, key, renew)`. Default: null.
   */
  createSession: CreateSession | null = null;

  /** Lets the customer pay the earlier amount of an order that has changed, while its session cannot be ended. By default the customer waits. Default: false. */
  allowEarlierAmount = false;

  /** @internal */
  isLeaving = false;

  #mode: Mode = 'auto';
  #controller = new CheckoutController(this);
  #inlineSessionReader = new InlineSessionReader();
  #cssStates = this.attachInternals?.().states;
  #orderCardLoader = new OrderCardLoader(this, this.#controller);
  #reservedRows = new ReservedRows();

  #servedCard = new ServedCard(this);
  #renderFaults = new RenderFaults(this);
  #notSet = new NotSet(this, MonimeCheckoutElement.elementProperties.keys());

  constructor() {
    super();
    listenForCommands(this);
  }

  /**
   * Selects how the hosted page is shown. `auto` uses a dialog if the session allows framing, else a redirect on touch
   * screens and a popup elsewhere. Other values mean `auto`. Default: `auto`.
   * @default 'auto'
   */
  get mode(): Mode {
    return this.#mode;
  }
  set mode(mode: Mode | (string & {}) | null) {
    this.#mode = isMode(mode) ? mode : 'auto';
  }

  /** Returns the current phase: `idle`, `loading`, `ready`, `presenting`, `confirming`, `settled` or `failed`. */
  get phase(): Phase {
    return this.#controller.state.phase;
  }

  /** Returns why the session could not be loaded or created; null in every phase but `failed`. */
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

  /** @internal */
  get served(): readonly ChildNode[] {
    return this.#servedCard.nodes;
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    this.#servedCard = new ServedCard(this);
    return super.createRenderRoot();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#orderCardLoader.start();
  }

  /** @internal */
  get orderCard(): OrderCard | null {
    return this.#orderCardLoader.orderCard;
  }

  /** @internal */
  loadOrderCard(): Promise<OrderCard> {
    return this.#orderCardLoader.load();
  }

  /** Also waits until the order card is drawn or has failed to load. */
  protected override async getUpdateComplete(): Promise<boolean> {
    if (this.isConnected) await this.#orderCardLoader.done;
    return super.getUpdateComplete();
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.#notSet.restore(changed);
  }

  protected override update(changed: PropertyValues): void {
    const isServed = this.#servedCard.isShown(this.orderCard);
    super.update(changed);
    if (!isServed) this.#servedCard.remove(this.orderCard);
  }

  protected override updated(): void {
    updateCssStates(this.#cssStates, this.#controller.state);
    this.#reservedRows.apply(this.renderRoot);
  }

  /** @internal */
  restoreFocus(): void {
    void restoreFocus(this);
  }

  /** With this callback, `moveBefore` neither disconnects nor reconnects the element. */
  connectedMoveCallback(): void {
    this.#orderCardLoader.orderCard?.refresh();
  }

  protected override firstUpdated(): void {
    // Warms up number formatting: its first use costs about 100 ms on low-end phones, so do it during the request.
    requestAnimationFrame(() => setTimeout(() => (0).toLocaleString()));
    if (this.preload !== 'intent' && this.preload !== 'frame') return;
    import('../preload/preload.ts')
      .then(({Preload}) => this.addController(new Preload(this, this.#controller)))
      .catch(() => {});
  }

  protected override performUpdate(): void {
    this.#renderFaults.guard(() => super.performUpdate());
  }

  /** Opens the hosted page. Does nothing if there is none to open. Call it inside a click handler, otherwise the browser blocks the popup. */
  open(): void {
    this.#controller.open();
  }

  /** Closes the open surface. Polling continues, so a later payment still fires `monime-complete`. */
  close(): void {
    this.#controller.close();
  }

  /** Reloads the session. */
  reload(): void {
    if (!this.#orderCardLoader.orderCard) this.#orderCardLoader.start();
    this.#controller.load();
  }

  override render(): TemplateResult | typeof noChange {
    const {state} = this.#controller;
    const phase = isRefreshing(state) ? 'ready' : state.phase;
    const {orderCard} = this.#orderCardLoader;
    if (this.#servedCard.isShown(orderCard)) return noChange;
    this.#reservedRows.update(state, this.items, this.inlineSession);
    const {rows, held} = this.#reservedRows;
    const content = orderCard ? orderCard.render(rows) : this.#orderCardLoader.renderPlaceholder(phase, rows);
    return cardView(content, {
      phase,
      classes: `${surfaceOf(state) ?? ''} ${held ? 'holding' : ''}`,
      tag: orderCard?.language.tag,
      onTransitionEnd: orderCard?.restyle,
    });
  }
}
