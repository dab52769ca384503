import {cycle} from './cycle.ts';
import {onceDrawn, onceRendered, rows} from './drawn.ts';
import {ask, draw, giveAgain, reload, showAll} from './items.ts';
import {painted} from './painted.ts';
import {Moments} from './moments.ts';
import {eachRoot, findDeep} from './roots.ts';

const SEEN = {opacityProperty: true, visibilityProperty: true};

/** A file that the page has fetched. */
export interface Fetched {
  url: string;
  /** When it was asked for, and when its last byte was there, in milliseconds since the navigation. */
  start: number;
  end: number;
  /** Bytes as they were sent, and unpacked. */
  sent: number;
  raw: number;
}

/** What is seen of a page from within. It stands there as `bench` before the page's own scripts run. */
export class Bench {
  /** When the order stood there, or whatever else a click needs: what is measured says it by `add()`. */
  readonly ready = new Moments();
  /** When a hosted page said that it was loaded. */
  readonly hosted = new Moments();
  readonly violations: string[] = [];
  /** When a click was made last, by the browser's clock. */
  clickedAt = 0;
  /** When the mouse or a finger reached the button first, by the browser's clock. */
  intentAt = Number.NaN;
  /** Selector of what is clicked to pay. */
  button = '#pay, .actions button';

  constructor() {
    addEventListener(
      'monime-ready',
      ({target}) => target instanceof Element && onceDrawn(target, () => this.ready.add()),
    );
    addEventListener('click', ({timeStamp}) => (this.clickedAt = timeStamp), true);
    addEventListener('pointerover', (event) => this.#onPointer(event), true);
    addEventListener('message', ({data}) => data === 'bench-hosted' && this.hosted.add());
    addEventListener('securitypolicyviolation', ({effectiveDirective, blockedURI}) =>
      this.violations.push(`${effectiveDirective} ${blockedURI}`),
    );
  }

  #onPointer(event: PointerEvent): void {
    const isOnButton = event.composedPath().some((node) => node instanceof Element && node.matches(this.button));
    if (isOnButton && Number.isNaN(this.intentAt)) this.intentAt = event.timeStamp;
  }

  rows = rows;

  /** For an order in the page's HTML: the widget, which takes over later, is not waited for. */
  watchRendered(): void {
    onceRendered(() => this.ready.add());
  }

  /** When the hosted page stands there and is painted. */
  async shown(): Promise<number> {
    const isSeen = () =>
      [...eachRoot(document)].some((root) =>
        [...root.querySelectorAll('iframe')].some((frame) => frame.checkVisibility(SEEN)),
      );
    while (!isSeen()) await new Promise(requestAnimationFrame);
    return painted();
  }

  /** Ways to open and close what is measured; it may have its own. */
  open: () => unknown = () => findDeep<HTMLElement>(this.button)?.click();
  close: () => unknown = () => findDeep<HTMLIFrameElement>('iframe')?.contentWindow?.postMessage('bench-close', '*');
  isClosed: () => boolean = () => findDeep('iframe') === null;
  /** Where no hosted page will speak. */
  isOpen: (() => boolean) | null = null;

  /** Opens and closes so many times; answers how many of them came to nothing. */
  cycle(times: number): Promise<number> {
    return cycle(this, times);
  }

  /** The middle of the button, scrolled to, in CSS pixels. */
  buttonPlace(): {x: number; y: number} {
    const button = findDeep(this.button);
    button?.scrollIntoView({block: 'center'});
    const {x = 0, y = 0, width = 0, height = 0} = button?.getBoundingClientRect() ?? {};
    return {x: x + width / 2, y: y + height / 2};
  }

  draw = draw;
  showAll = showAll;
  giveAgain = giveAgain;
  ask = ask;
  reload = reload;

  fetched(): Fetched[] {
    return performance.getEntriesByType('resource').flatMap((entry) =>
      entry instanceof PerformanceResourceTiming
        ? {
            url: entry.name,
            start: entry.startTime,
            end: entry.responseEnd,
            sent: entry.encodedBodySize,
            raw: entry.decodedBodySize,
          }
        : [],
    );
  }
}

declare global {
  interface Window {
    bench: Bench;
  }
}

window.bench = new Bench();
