import type {News} from '../../core/announcements.ts';
import {
  MonimeCancelEvent,
  MonimeCloseEvent,
  MonimeCompleteEvent,
  MonimeErrorEvent,
  MonimeExpireEvent,
  MonimeReadyEvent,
} from '../events.ts';

/** Turns news into events, one after the other, also where a listener makes more news. */
export class NewsTeller {
  #element: HTMLElement;
  /** The payment is over and nobody prevented the default: the surface closes. */
  #finish: () => void;
  #queue: News[] = [];
  #telling = false;
  /** Sessions whose completion was told: once per element and session. */
  #completed = new Set<string>();

  constructor(element: HTMLElement, finish: () => void) {
    this.#element = element;
    this.#finish = finish;
  }

  tell(news: readonly News[]): void {
    this.#queue.push(...news);
    if (this.#telling) return;
    this.#telling = true;
    try {
      for (let next = this.#queue.shift(); next; next = this.#queue.shift()) this.#dispatch(next);
    } finally {
      this.#telling = false;
    }
  }

  #dispatch(news: News): void {
    const element = this.#element;
    switch (news.type) {
      case 'ready':
        element.dispatchEvent(new MonimeReadyEvent(news.session));
        break;
      case 'complete': {
        const {id} = news.session;
        if (id === null || this.#completed.has(id)) break;
        this.#completed.add(id);
        if (element.dispatchEvent(new MonimeCompleteEvent(news.session, news.initial))) this.#finish();
        break;
      }
      case 'cancel':
        if (element.dispatchEvent(new MonimeCancelEvent(news.session, news.final))) this.#finish();
        break;
      case 'expire':
        element.dispatchEvent(new MonimeExpireEvent(news.session));
        break;
      case 'error':
        element.dispatchEvent(new MonimeErrorEvent(news.error));
        break;
      case 'close':
        element.dispatchEvent(new MonimeCloseEvent(news.session));
        break;
    }
  }
}
