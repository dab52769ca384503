import type {Announcement} from '../../core/announcements.ts';
import {
  MonimeCancelEvent,
  MonimeCloseEvent,
  MonimeCompleteEvent,
  MonimeErrorEvent,
  MonimeExpireEvent,
  MonimeReadyEvent,
} from '../events.ts';

/** Dispatches announcements as DOM events, one after the other, also if a listener causes further announcements. */
export class EventDispatcher {
  #element: HTMLElement;
  /** The default action of a final event that was not prevented: closes the surface. */
  #finish: () => void;
  #queue: Announcement[] = [];
  #isDispatching = false;
  /** Ids of sessions whose `monime-complete` has fired: once per element and session. */
  #completed = new Set<string>();

  constructor(element: HTMLElement, finish: () => void) {
    this.#element = element;
    this.#finish = finish;
  }

  dispatch(announcements: readonly Announcement[]): void {
    this.#queue.push(...announcements);
    if (this.#isDispatching) return;
    this.#isDispatching = true;
    try {
      for (let next = this.#queue.shift(); next; next = this.#queue.shift()) this.#fire(next);
    } finally {
      this.#isDispatching = false;
    }
  }

  #fire(announcement: Announcement): void {
    const element = this.#element;
    switch (announcement.type) {
      case 'ready':
        element.dispatchEvent(new MonimeReadyEvent(announcement.session));
        break;
      case 'complete': {
        const {id} = announcement.session;
        if (id === null || this.#completed.has(id)) break;
        this.#completed.add(id);
        if (element.dispatchEvent(new MonimeCompleteEvent(announcement.session, announcement.initial))) this.#finish();
        break;
      }
      case 'cancel':
        if (element.dispatchEvent(new MonimeCancelEvent(announcement.session, announcement.final))) this.#finish();
        break;
      case 'expire':
        element.dispatchEvent(new MonimeExpireEvent(announcement.session));
        break;
      case 'error':
        element.dispatchEvent(new MonimeErrorEvent(announcement.error));
        break;
      case 'close':
        element.dispatchEvent(new MonimeCloseEvent(announcement.session));
        break;
    }
  }
}
