const TAG_NAME = 'monime-checkout-surface';
const EVENT_TYPE = 'monime-checkout-surface-moved';

/** The first copy of the package in a page defines the tag for all of them, so the event is all that they rely on. */
function defineOnce(): void {
  if (customElements.get(TAG_NAME)) return;
  customElements.define(
    TAG_NAME,
    class extends HTMLElement {
      disconnectedCallback(): void {
        // A move with `append` disconnects and reconnects synchronously.
        queueMicrotask(() => globalThis.document && this.dispatchEvent(new Event(EVENT_TYPE)));
      }
      /** Replaces `disconnectedCallback` for a move with `moveBefore`. */
      connectedMoveCallback(): void {
        this.disconnectedCallback();
      }
    },
  );
}

/**
 * Creates the container of a surface. It notices if the page removes it, and libraries that morph one page into another
 * do not turn it into another element of the page, because no page has this tag.
 */
export function createSurfaceHost(): HTMLElement {
  defineOnce();
  return document.createElement(TAG_NAME);
}

/** Calls back, in a microtask, after the host was removed from the document or moved in it. */
export function onRemovedOrMoved(host: HTMLElement, callback: () => void, signal: AbortSignal): void {
  host.addEventListener(EVENT_TYPE, callback, {signal});
}
