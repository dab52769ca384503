import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {batchLayoutReads} from '../dom/batch-layout.ts';

interface RoomHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/**
 * Sees whether the order fits into the room that was held for it while it was loaded. It looks once, before the order
 * is painted, and only then: nothing below the element moves, and a list that the customer reads is never cut off.
 */
export class ReservedHeightController implements ReactiveController {
  /** Whether the items have to be cut off. */
  isFull = false;
  #host: RoomHost;
  #hasLooked = false;

  constructor(host: RoomHost) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    const list = this.#host.renderRoot.querySelector('#items');
    if (!list) this.#hasLooked = this.isFull = false;
    if (!list || this.#hasLooked) return;
    this.#hasLooked = true;
    const all = list.closest<HTMLElement>('.holding');
    if (!all) return;
    batchLayoutReads(() => {
      const isFull = all.offsetHeight > Math.ceil(Number.parseFloat(getComputedStyle(all).minBlockSize));
      return () => {
        this.isFull = isFull;
        if (isFull) this.#host.requestUpdate();
      };
    });
  }
}
