import {nothing, type ReactiveControllerHost, type TemplateResult} from 'lit';
import type {CheckoutError} from '../../core/error.ts';
import {isPayable} from '../../core/session.ts';
import {isWatchOnly, sessionOf, type State} from '../../core/state.ts';
import {adoptStyles} from '../dom/adopt-styles.ts';
import {isDataSaverOn} from '../dom/data-saver.ts';
import {Lazy} from '../dom/lazy.ts';
import {orderView} from '../views/order.ts';
import {BrandingController} from './branding.ts';
import type {inAppNotice} from './in-app-notice.ts';
import {LanguageController, type LanguageHost} from './language.ts';
import {MinuteClock} from './minute-clock.ts';
import {orderCardStyles} from './order-card.styles.ts';
import type {CreateSession} from '../client/create-session.ts';
import type {Takeover, TakeoverHost} from './takeover.ts';

/** Only in-app browsers need it. */
const inAppNoticeModule = new Lazy('in-app-notice', () => import('./in-app-notice.ts'));
/** Only pages that a server has rendered need it. */
const takeoverModule = new Lazy('takeover', () => import('./takeover.ts'));

/** The element, as far as the order card needs it. */
export interface OrderCardHost extends LanguageHost, ReactiveControllerHost, TakeoverHost {
  readonly disabled: boolean;
  readonly createSession: CreateSession | null;
  close(): void;
  reload(): void;
}

/** The checkout's state, as far as the order card needs it. */
export interface CheckoutStore {
  readonly state: State;
  /** Why the hosted page could not be opened the last time, if reloading the page may help; else null. */
  readonly openError: CheckoutError | null;
  /** Milliseconds until the session expires, by the server's clock; null if unknown. */
  readonly timeLeft: number | null;
  /** Polls the provider now. */
  nudge(): void;
}

/** Draws the order in the element, in the customer's language and the merchant's colours. */
export class OrderCard {
  #host: OrderCardHost;
  #store: CheckoutStore;
  #language: LanguageController;
  #branding: BrandingController;
  /** Null if a server has rendered nothing, or if its code did not arrive. */
  #takeover: Takeover | null = null;
  #isTakeoverPending = false;
  /** Whether the customer expanded a long list of items. */
  #isExpanded = false;
  /** Draws the notice for in-app browsers; null in any other browser, or while unknown. */
  #inAppNotice: ReturnType<typeof inAppNotice> = null;

  constructor(host: OrderCardHost, store: CheckoutStore) {
    this.#host = host;
    this.#store = store;
    adoptStyles(host.renderRoot, orderCardStyles);
    this.#language = new LanguageController(host);
    this.#branding = new BrandingController(host, () => sessionOf(store.state));
    host.addController(new MinuteClock(host, () => this.#isRunning));
    void this.#loadInAppNotice();
    if (host.served.length > 0) void this.#loadTakeover();
  }

  get language() {
    return this.#language.language;
  }

  get branding() {
    return this.#branding.branding;
  }

  get #canOpen(): boolean {
    const {state} = this.#store;
    return !this.#host.disabled && state.phase === 'ready' && isPayable(state.session);
  }

  /** Whether the order can be drawn in place of the card that a server has rendered. */
  get canTakeOver(): boolean {
    const {phase} = this.#store.state;
    const isDue = !this.#isTakeoverPending && (this.#takeover?.isDue ?? true);
    return isDue && !this.#language.isPending && phase !== 'loading';
  }

  /** Removes the card that a server has rendered. */
  takeOver(): void {
    this.#takeover?.finish();
  }

  /** Reads the page's language again, after the element was moved in the document. */
  refresh(): void {
    this.#language.refresh();
  }

  /** Event listener that reads the colours again, after the page's styles changed. */
  get restyle(): () => void {
    return this.#branding.restyle;
  }

  /** Whether a time left is shown. */
  get #isRunning(): boolean {
    const {phase} = this.#store.state;
    const isPayable = phase === 'ready' || phase === 'presenting' || phase === 'confirming';
    return isPayable && this.#store.timeLeft !== null;
  }

  async #loadTakeover(): Promise<void> {
    this.#isTakeoverPending = true;
    const module = await takeoverModule.load().catch(() => null);
    if (module) this.#takeover = new module.Takeover(this.#host, {canOpen: () => this.#canOpen, toggle: this.#toggle});
    this.#isTakeoverPending = false;
    this.#host.requestUpdate();
  }

  async #loadInAppNotice(): Promise<void> {
    // Not a media query, because engines do a layout to answer one.
    if (navigator.maxTouchPoints === 0) return;
    const module = await inAppNoticeModule.load().catch(() => null);
    this.#inAppNotice = module?.inAppNotice(this.#host.renderRoot, () => this.#host.requestUpdate()) ?? null;
    this.#host.requestUpdate();
  }

  #toggle = (): void => {
    this.#isExpanded = !this.#isExpanded;
    this.#host.requestUpdate();
  };

  /** @param rows how many items the skeleton has */
  render(rows: number): TemplateResult {
    const host = this.#host;
    const {state, timeLeft} = this.#store;
    const {language} = this;
    return orderView({
      state,
      language,
      isPending: this.#language.isPending,
      timeLeft,
      rows,
      isExpanded: this.#isExpanded,
      toggle: this.#toggle,
      isDataSaverOn: isDataSaverOn(),
      inAppNotice: ({hostedUrl}) => (hostedUrl && this.#inAppNotice?.(hostedUrl, language)) || nothing,
      actions: {
        open: () => host.open(),
        close: () => host.close(),
        retry: () => (sessionOf(state) || !host.createSession ? host.reload() : host.open()),
        nudge: () => this.#store.nudge(),
        canRenew: host.createSession !== null && !isWatchOnly(state),
        disabled: host.disabled,
        openError: this.#store.openError,
        payUrl: null,
      },
    });
  }
}
