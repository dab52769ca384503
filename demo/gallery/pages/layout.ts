import {html} from 'hono/html';
import {type Html, layout} from '../../pages/layout.ts';
import type {OrderName} from '../orders.ts';
import {attributesOf} from './element.ts';

const places = [
  ['/gallery', 'Use cases'],
  ['/gallery/states', 'States'],
  ['/gallery/modes', 'Modes'],
  ['/gallery/playground', 'Playground'],
  ['/gallery/docs', 'Docs'],
] as const;

export interface GalleryPage {
  title: string;
  /** Address of the page, or of the one in the menu that it belongs to. */
  path: string;
  /** Names of modules in `public/gallery`. */
  scripts?: readonly string[];
  widget?: boolean;
  main: Html;
}

/** What every page of the gallery stands in. */
export function galleryLayout({title, path, scripts = [], widget = true, main}: GalleryPage): Html {
  return layout({
    title: `${title} · monime-checkout`,
    shop: null,
    styles: [
      'theme',
      'base',
      'shop',
      'gallery/gallery',
      'gallery/cases',
      'gallery/playground',
      'gallery/events',
      'gallery/docs',
      'gallery/docs-tables',
    ],
    scripts: scripts.map((name) => `gallery/${name}`),
    widget,
    top: html`<a class="skip" href="#main">Skip to the content</a>
      <a class="brand" href="/gallery">monime-checkout</a>
      <nav class="menu" aria-label="Gallery">
        ${places.map(
          ([url, label]) => html`<a href="${url}" ${url === path ? html` aria-current="page"` : ''}>${label}</a>`,
        )}
      </nav>`,
    main,
  });
}

export interface PayableOptions {
  id: string;
  order: OrderName;
  provider?: 'monime' | 'paymongo';
  mode?: string;
  /** Made on the click instead of with the page. */
  late?: boolean;
  content?: Html | null;
}

/** An element with a session of its own, from the real server half; `pay.js` makes it. */
export function payable({id, order, provider = 'monime', mode = 'auto', late = false, content}: PayableOptions): Html {
  const attributes = {
    id,
    endpoint: `/gallery/checkout/${provider}`,
    mode,
    'data-order': order,
    ...(late && {'data-late': ''}),
  };
  return html`<monime-checkout${attributesOf(attributes)}>
    ${late ? '' : html`<p class="quiet">The order is being made…</p>`}${content ?? ''}
  </monime-checkout>`;
}

const CANCELABLE = ['monime-open', 'monime-complete', 'monime-cancel', 'monime-beforeclose'];

/** What the elements of the page tell, as it happens; filled by `events.js`. */
export function eventLog(): Html {
  return html`<section class="events" data-events aria-labelledby="events">
    <header>
      <h2 id="events">Events</h2>
      <button type="button" class="small" data-clear>Clear</button>
    </header>
    <fieldset>
      <legend>Prevent the default of</legend>
      ${CANCELABLE.map((type) => html`<label><input type="checkbox" value="${type}" /> <code>${type}</code></label>`)}
    </fieldset>
    <div class="lines" tabindex="0" role="group" aria-label="Events so far">
      <p class="quiet" data-none>Nothing yet. What the element tells appears here, the newest last.</p>
      <ol></ol>
    </div>
  </section>`;
}
