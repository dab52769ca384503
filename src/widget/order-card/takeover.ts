/** How long after a press its click may come, in milliseconds: browsers may wait for a second tap. */
const CLICK_DELAY_MS = 350;
/** How long a press is waited for, in milliseconds. */
const PRESS_TIMEOUT_MS = 3000;

/** The element, as far as its takeover needs it. */
export interface TakeoverHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
  /** What a server has rendered. */
  readonly served: readonly ChildNode[];
  open(): void;
  requestUpdate(): void;
}

/** Whether the click asks for nothing else, such as a new tab. */
function isPlain({button, ctrlKey, metaKey, shiftKey, altKey}: MouseEvent): boolean {
  return button === 0 && !ctrlKey && !metaKey && !shiftKey && !altKey;
}

/**
 * Replaces the card that a server has rendered. Waits while the customer presses something in it: engines fire no click
 * on what was replaced in between.
 */
export class Takeover {
  #host: TakeoverHost;
  #canOpen: () => boolean;
  #isPressed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abortController = new AbortController();

  /** @param canOpen whether `open()` opens a hosted page that is known */
  constructor(host: TakeoverHost, canOpen: () => boolean) {
    this.#host = host;
    this.#canOpen = canOpen;
    const {signal} = this.#abortController;
    // The press may have begun before this script ran.
    if (host.renderRoot.querySelector(':active')) this.#hold();
    host.renderRoot.addEventListener('pointerdown', () => this.#hold(), {signal});
    host.renderRoot.addEventListener('click', (event) => event instanceof MouseEvent && this.#onClick(event), {signal});
    for (const type of ['pointerup', 'keyup', 'dragend'])
      addEventListener(type, () => this.#releaseAfter(CLICK_DELAY_MS), {signal, capture: true});
    for (const type of ['click', 'pointercancel'])
      addEventListener(type, () => this.#releaseAfter(0), {signal, capture: true});
  }

  /** Whether the widget can draw its card in place of the server's. */
  get isDue(): boolean {
    return !this.#isPressed;
  }

  #hold(): void {
    this.#isPressed = true;
    this.#releaseAfter(PRESS_TIMEOUT_MS);
  }

  /** One timer: what ends one press must not end the next. */
  #releaseAfter(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.#isPressed) return;
      this.#isPressed = false;
      this.#host.requestUpdate();
    }, milliseconds);
  }

  /** Opens the hosted page as the widget does, and not as the link does, once the widget can. */
  #onClick(event: MouseEvent): void {
    const {target} = event;
    const isPay = target instanceof Element && target.closest('a.primary') !== null;
    if (!isPay || !isPlain(event) || !this.#canOpen()) return;
    event.preventDefault();
    this.#isPressed = false;
    this.#host.open();
  }

  /** Hands the focus over to the widget's card, once it is drawn before the server's. */
  finish(): void {
    const {renderRoot} = this.#host;
    this.#abortController.abort();
    const focused = renderRoot instanceof ShadowRoot ? renderRoot.activeElement : null;
    if (!focused) return;
    const selector = focused.classList.contains('more') ? '.more' : '.actions [part=button]:enabled, .actions a';
    // The widget's own card comes first.
    renderRoot.querySelector<HTMLElement>(selector)?.focus({preventScroll: true});
  }
}
