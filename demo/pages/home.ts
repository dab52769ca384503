import {html} from 'hono/html';
import type {Shop} from '../shops.ts';
import {type Html, layout} from './layout.ts';

const ways = {
  monime: 'Pay in Leones by Mobile Money, card or bank, through Monime.',
  paymongo: 'Pay in pesos by card, GCash, Maya or QR Ph, through PayMongo.',
};

export function homePage(shops: readonly Shop[]): Html {
  return layout({
    title: 'Two shops',
    shop: null,
    main: html`<h1>Two small shops, one way to pay</h1>
      <ul class="shops">
        ${shops.map(
          ({id, name, place, provider, products}) =>
            html`<li>
              <a href="/${id}" data-shop="${id}">
                <span class="pictures">
                  ${products
                    .slice(0, 3)
                    .map(
                      ({picture}) => html`<img src="/public/pictures/${picture}.svg" width="64" height="64" alt="" />`,
                    )}
                </span>
                <strong>${name}</strong>
                <span>${place}</span>
                <small>${ways[provider]}</small>
              </a>
            </li>`,
        )}
      </ul>
      <p class="lead"><a href="/gallery">The gallery</a> shows what else it can do: billing, posters, every state.</p>`,
  });
}
