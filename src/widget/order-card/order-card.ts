import {nothing, type ReactiveControllerHost, type TemplateResult} from 'lit';
import {BrandingController} from './branding.ts';
import type {CheckoutController} from '../controller/checkout-controller.ts';
import type {CheckoutHost} from '../controller/checkout-host.ts';
import {sessionOf} from '../../core/state.ts';
import type {inAppNotice} from './in-app-notice.ts';
import {LanguageController, type StringsOverride} from './language.ts';
import {HeldRoom} from './reserved-height-controller.ts';
import {MinuteClock} from './minute-clock.ts';
import {inApp} from '../controller/lazy-modules.ts';
import {orderStyles} from './order-card.styles.ts';
import {adoptStyles} from '../dom/adopt-styles.ts';
import {orderView} from '../views/order.ts';

/** The element, as its card sees it. */
export interface CardHost extends CheckoutHost, ReactiveControllerHost {
  readonly strings: StringsOverride | null;
  readonly draftLanguages: boolean;
  open(): void;
  close(): void;
  reload(): void;
}

/** Draws the order in the element, in the customer's language and the merchant's colours. */
export class Card {
  #host: CardHost;
  #controller: CheckoutController;
  #language: LanguageController;
  #branding: BrandingController;
  #room: HeldRoom;
  /** Whether all items are shown. */
  #isOpen = false;
  /** The way out of an in-app browser; null while not looked for, or where the page is in none. */
  #inApp: ReturnType<typeof inAppNotice> = null;

  constructor(host: CardHost, controller: CheckoutController) {
    this.#host = host;
    this.#controller = controller;
    adoptStyles(host.renderRoot, orderStyles);
    this.#language = new LanguageController(host);
    this.#branding = new BrandingController(host, () => sessionOf(controller.state));
    this.#room = new HeldRoom(host);
    host.addController(new MinuteClock(host, () => this.#isRunning));
    void this.#findApp();
  }

  get language() {
    return this.#language.language;
  }

  get branding() {
    return this.#branding.branding;
  }

  /** The element has moved in the page. */
  refresh(): void {
    this.#language.refresh();
  }

  /** The page's styles have changed. */
  get restyle(): () => void {
    return this.#branding.restyle;
  }

  /** Whether there is a time that runs out. */
  get #isRunning(): boolean {
    const {phase} = this.#controller.state;
    const isPayable = phase === 'ready' || phase === 'presenting' || phase === 'confirming';
    return isPayable && this.#controller.timeLeft !== null;
  }

  async #findApp(): Promise<void> {
    // No media query: to answer one, engines lay out the page.
    if (navigator.maxTouchPoints === 0) return;
    const notice = await inApp.bring().catch(() => null);
    this.#inApp = notice?.inAppNotice(this.#host.renderRoot, () => this.#host.requestUpdate()) ?? null;
    this.#host.requestUpdate();
  }

  #toggle = (): void => {
    this.#isOpen = !this.#isOpen;
    this.#host.requestUpdate();
  };

  /** @param rows how many items there is room for */
  render(rows: number): TemplateResult {
    const host = this.#host;
    const {state, timeLeft} = this.#controller;
    const {language} = this;
    return orderView({
      state,
      language,
      isPending: this.#language.pending,
      timeLeft,
      rows: this.#room.isFull ? 1 : rows,
      isOpen: this.#isOpen,
      toggle: this.#toggle,
      inApp: ({hostedUrl}) => (hostedUrl && this.#inApp?.(hostedUrl, language)) || nothing,
      actions: {
        open: () => host.open(),
        close: () => host.close(),
        retry: () => (sessionOf(state) || !host.createSession ? host.reload() : host.open()),
        nudge: () => this.#controller.nudge(),
        canRenew: host.createSession !== null,
        disabled: host.disabled,
      },
    });
  }
}
