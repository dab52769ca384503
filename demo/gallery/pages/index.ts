import {html} from 'hono/html';
import type {Html} from '../../pages/layout.ts';
import {states} from '../states.ts';
import {galleryLayout, payable} from './layout.ts';

interface Card {
  url: string;
  kind: string;
  title: string;
  text: string;
}

const useCases: Card[] = [
  {
    url: '/freetown',
    kind: 'Cart checkout, Monime',
    title: 'Cotton Tree Stores, Freetown',
    text: 'A cart, an order, and the payment page in a dialog: Mobile Money, card or bank, in Leones.',
  },
  {
    url: '/manila',
    kind: 'Cart checkout, PayMongo',
    title: 'Sampaguita Store, Manila',
    text: 'The same cart in pesos. The payment page refuses frames: it opens in a window, with a waiting room.',
  },
  {
    url: '/gallery/billing',
    kind: 'Embedded billing',
    title: 'An invoice in a dashboard',
    text: 'The element in a card of a SaaS dashboard. Once paid, the invoice says so, without a reload.',
  },
  {
    url: '/gallery/poster',
    kind: 'QR and link',
    title: 'A poster at the counter',
    text: 'To be printed or shown on a tablet. Paid on the phone of the customer, noticed at the counter.',
  },
  {
    url: '/gallery/fallback',
    kind: 'Fallback across methods',
    title: 'A card that is declined',
    text: 'The card fails, Mobile Money goes through: one session, one order, one payment.',
  },
];

const others: Card[] = [
  {
    url: '/gallery/modes',
    kind: 'Six modes',
    title: 'Every way onto the payment page',
    text: 'The same order in a dialog, in place, in a window, in the same tab, as a code, and as the device decides.',
  },
  {
    url: '/gallery/states',
    kind: `${states.length} states`,
    title: 'Every state',
    text: 'Loading, ready, paid, expired, offline, 999 items, a yellow brand: each drawn by the element itself.',
  },
  {
    url: '/gallery/playground',
    kind: 'Playground',
    title: 'Try it, take the code',
    text: 'Set attributes, colours and languages on a live element, and copy the HTML, React, Vue or Svelte for it.',
  },
];

function cards(list: readonly Card[]): Html {
  return html`<ul class="cards">
    ${list.map(
      ({url, kind, title, text}) =>
        html`<li>
          <a href="${url}">
            <small>${kind}</small>
            <strong>${title}</strong>
            <span>${text}</span>
          </a>
        </li>`,
    )}
  </ul>`;
}

export function indexPage(): Html {
  return galleryLayout({
    title: 'Gallery',
    path: '/gallery',
    scripts: ['pay.js'],
    main: html`<div class="hero">
        <div>
          <h1>A checkout for Monime and PayMongo, on your own page</h1>
          <p class="lead">
            <code>&lt;monime-checkout&gt;</code> shows an order, takes the customer through the provider's payment page
            and back, and tells you how it ended. Everything here is the real element; no money moves.
          </p>
          <p><a class="button" href="/gallery/playground">Try it in the playground</a></p>
        </div>
        ${payable({id: 'hero', order: 'parcel', content: html`<span slot="merchant">Bo Parcel Service</span>`})}
      </div>
      <h2 class="title">Use cases</h2>
      ${cards(useCases)}
      <h2 class="title">The element</h2>
      ${cards(others)}`,
  });
}
