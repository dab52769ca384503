import type {ReactiveController, ReactiveControllerHost} from 'lit';

interface Host extends ReactiveControllerHost, HTMLElement {
  /** The hosted page, as soon as it is known. */
  readonly hostedUrl: string | null;
}

const connected = new Set<string>();

function connect(origin: string): void {
  if (connected.has(origin)) return;
  connected.add(origin);
  const link = document.createElement('link');
  link.rel = 'preconnect';
  link.href = origin;
  document.head.append(link);
}

/** Opens a connection to the hosted page's host when the customer seems to want it: hover, focus, or on the screen. */
export class Preconnect implements ReactiveController {
  #host: Host;
  #watching: AbortController | null = null;

  constructor(host: Host) {
    this.#host = host;
  }

  hostConnected(): void {
    this.hostUpdated();
  }

  hostUpdated(): void {
    if (this.#host.hostedUrl !== null && !this.#watching) this.#watch();
  }

  hostDisconnected(): void {
    this.#watching?.abort();
    this.#watching = null;
  }

  #watch(): void {
    this.#watching = new AbortController();
    const {signal} = this.#watching;
    const wanted = () => {
      this.#watching?.abort();
      const {hostedUrl} = this.#host;
      if (hostedUrl !== null) connect(new URL(hostedUrl).origin);
    };
    this.#host.addEventListener('pointerover', wanted, {signal});
    this.#host.addEventListener('focusin', wanted, {signal});
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && wanted(), {
      rootMargin: '200px',
    });
    observer.observe(this.#host);
    signal.addEventListener('abort', () => observer.disconnect(), {once: true});
  }
}
