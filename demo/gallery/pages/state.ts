import {html} from 'hono/html';
import type {Html} from '../../pages/layout.ts';
import type {GalleryState} from '../state.ts';
import {stateElement} from './element.ts';

/**
 * One state alone on a plain page. `play.js` reads `theme`, `dir`, `lang` and `width` from the address, and sets
 * `data-arrived` on the document when the state is there.
 */
export function statePage(state: GalleryState): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${state.title} · States of monime-checkout</title>
        <link rel="icon" href="/public/icon.svg" />
        <link rel="stylesheet" href="/public/gallery/state.css" />
        <script type="module" src="/public/gallery/plain.js"></script>
        <script type="module" src="/public/gallery/play.js"></script>
        <script type="module" src="/widget/monime-checkout.js"></script>
      </head>
      <body>
        <main>
          <h1>${state.title}</h1>
          ${stateElement(state)}
        </main>
      </body>
    </html>`;
}

/** What stands where a provider's payment page would: it can stand in a frame, and takes no money. */
export function standInPage(): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>Payment page</title>
        <link rel="icon" href="/public/icon.svg" />
        <link rel="stylesheet" href="/public/gallery/stand-in.css" />
      </head>
      <body>
        <main>
          <p class="badge">Nothing can be paid here</p>
          <h1>The provider's payment page stands here</h1>
          <p>Mobile Money, card or bank: the customer chooses and pays on a page of the payment provider.</p>
          <ul>
            <li>Mobile Money</li>
            <li>Card</li>
            <li>Bank</li>
          </ul>
        </main>
      </body>
    </html>`;
}
