import type {ReactiveController, ReactiveControllerHost} from 'lit';

interface PreconnectHost extends ReactiveControllerHost, HTMLElement {
  /** URL of the hosted page; null while unknown. */
  readonly hostedUrl: string | null;
}

const preconnectedOrigins = new Set<string>();

function preconnect(origin: string): void {
  if (preconnectedOrigins.has(origin)) return;
  preconnectedOrigins.add(origin);
  const link = document.createElement('link');
  link.rel = 'preconnect';
  link.href = origin;
  document.head.append(link);
}

/** Connects to the hosted page's host once the element is hovered, focused or within 200 CSS pixels of the viewport. */
export class Preconnect implements ReactiveController {
  #host: PreconnectHost;
  #abortController: AbortController | null = null;

  constructor(host: PreconnectHost) {
    this.#host = host;
  }

  hostConnected(): void {
    this.hostUpdated();
  }

  hostUpdated(): void {
    if (this.#host.hostedUrl !== null && !this.#abortController) this.#listen();
  }

  hostDisconnected(): void {
    this.#abortController?.abort();
    this.#abortController = null;
  }

  #listen(): void {
    this.#abortController = new AbortController();
    const {signal} = this.#abortController;
    const onIntent = () => {
      this.#abortController?.abort();
      const {hostedUrl} = this.#host;
      if (hostedUrl !== null) preconnect(new URL(hostedUrl).origin);
    };
    this.#host.addEventListener('pointerover', onIntent, {signal});
    this.#host.addEventListener('focusin', onIntent, {signal});
    if (!globalThis.IntersectionObserver) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && onIntent(),
      {
        rootMargin: '200px',
      },
    );
    observer.observe(this.#host);
    signal.addEventListener('abort', () => observer.disconnect(), {once: true});
  }
}
