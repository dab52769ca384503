import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {batchLayoutReads} from '../dom/batch-layout.ts';

interface ReservedHeightHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/**
 * Measures whether the order fits into the height that was reserved while it was loading. It measures only once, before
 * the first paint of the order, so that nothing below the element moves and a list is never cut off while it is read.
 */
export class ReservedHeightController implements ReactiveController {
  /** Whether the items do not fit and have to be cut off. */
  isFull = false;
  #host: ReservedHeightHost;
  #hasMeasured = false;

  constructor(host: ReservedHeightHost) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    const list = this.#host.renderRoot.querySelector('#items');
    if (!list) this.#hasMeasured = this.isFull = false;
    if (!list || this.#hasMeasured) return;
    this.#hasMeasured = true;
    const container = list.closest<HTMLElement>('.holding');
    if (!container) return;
    batchLayoutReads(() => {
      const isFull = container.offsetHeight > Math.ceil(Number.parseFloat(getComputedStyle(container).minBlockSize));
      return () => {
        this.isFull = isFull;
        if (isFull) this.#host.requestUpdate();
      };
    });
  }
}
