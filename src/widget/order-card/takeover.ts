/** How long after a press its click may come, in milliseconds: browsers may wait for a second tap. */
const CLICK_DELAY_MS = 350;
/** How long a press is waited for before it is checked whether the browser still knows of it, in milliseconds. */
const PRESS_TIMEOUT_MS = 3000;

/** The element, as far as its takeover needs it. */
export interface TakeoverHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
  /** What a server has rendered. */
  readonly served: readonly ChildNode[];
  /** Whether the page is about to be replaced by the hosted page, because the customer followed the server's link. */
  isLeaving: boolean;
  open(): void;
  requestUpdate(): void;
}

export interface TakeoverActions {
  /** Whether `open()` opens a hosted page that is known. */
  canOpen(): boolean;
  /** Shows all items, or fewer. */
  toggle(): void;
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
  #actions: TakeoverActions;
  #isPressed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abortController = new AbortController();

  constructor(host: TakeoverHost, actions: TakeoverActions) {
    this.#host = host;
    this.#actions = actions;
    const {signal} = this.#abortController;
    // The press may have begun before this script ran.
    this.#holdIfActive();
    // Or have ended, by mouse or touch: after Tab alone, the focus would be visible.
    host.isLeaving = host.renderRoot.querySelector('a:focus:not(:focus-visible,:active)') !== null;
    host.renderRoot.addEventListener('pointerdown', () => this.#hold(), {signal});
    host.renderRoot.addEventListener('click', (event) => event instanceof MouseEvent && this.#onClick(event), {signal});
    for (const type of ['pointerup', 'keyup', 'dragend'])
      addEventListener(type, () => this.#releaseAfter(CLICK_DELAY_MS), {signal, capture: true});
    for (const type of ['click', 'pointercancel'])
      addEventListener(type, () => this.#releaseAfter(0), {signal, capture: true});
    // Firefox fires nothing at the end of some drags, and the link remains active.
    addEventListener('pointermove', ({buttons}) => buttons === 0 && this.#releaseAfter(0), {signal, capture: true});
  }

  /** Whether the widget can draw its card in place of the server's. */
  get isDue(): boolean {
    return !this.#isPressed;
  }

  #hold(): void {
    this.#isPressed = true;
    this.#after(PRESS_TIMEOUT_MS, () => this.#holdIfActive() || this.#release());
  }

  /** Also holds a press that is longer than the timeout. */
  #holdIfActive(): boolean {
    if (!this.#host.renderRoot.querySelector(':active')) return false;
    this.#hold();
    return true;
  }

  #release(): void {
    if (!this.#isPressed) return;
    this.#isPressed = false;
    this.#host.requestUpdate();
  }

  #releaseAfter(milliseconds: number): void {
    this.#after(milliseconds, () => this.#release());
  }

  /** One timer: what ends one press must not end the next. */
  #after(milliseconds: number, callback: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(callback, milliseconds);
  }

  /** Does what the widget's own buttons do: opens the hosted page, once the widget can, or shows all items. */
  #onClick(event: MouseEvent): void {
    const {target} = event;
    const {canOpen, toggle} = this.#actions;
    if (!(target instanceof Element) || !isPlain(event)) return;
    const isPay = target.closest('a.primary') !== null;
    if (isPay ? !canOpen() : !target.closest('.more')) return;
    event.preventDefault();
    this.#isPressed = false;
    if (isPay) this.#host.open();
    else toggle();
  }

  /** Moves the focus to the widget's card, once it is drawn before the server's. */
  finish(): void {
    const {renderRoot, served} = this.#host;
    this.#abortController.abort();
    const focused = renderRoot instanceof ShadowRoot ? renderRoot.activeElement : null;
    if (!focused) return;
    // Focus forces a layout. With both cards in it, browsers would scroll to keep the order in place.
    for (const node of served) if (node instanceof HTMLElement) node.style.display = 'none';
    const selector = focused.classList.contains('more') ? '.more' : '.actions [part=button]:enabled, .actions a';
    // The widget's own card comes first.
    renderRoot.querySelector<HTMLElement>(selector)?.focus({preventScroll: true});
  }
}
