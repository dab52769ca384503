import {html} from 'hono/html';
import type {Order} from '../orders.ts';
import {formatPrice} from '../shops.ts';
import {type Html, layout} from './layout.ts';

function row({number, shop, lines, total, placedAt, paidAt}: Order): Html {
  const what = lines.map(({product, quantity}) => `${quantity} × ${product.name}`).join(', ');
  return html`<li>
    <strong>${number}</strong>
    <span class="state" data-state="${paidAt ? 'paid' : 'unpaid'}">${paidAt ? 'Paid' : 'Unpaid'}</span>
    <span class="price">${formatPrice(shop, total)}</span>
    <small class="quiet">${shop.name}, ${placedAt.toISOString().slice(11, 16)} UTC: ${what}</small>
  </li>`;
}

/** What the server knows; in a real shop only its people would see it. */
export function ordersPage(orders: readonly Order[]): Html {
  return layout({
    title: 'Orders',
    shop: null,
    main: html`<h1>Orders</h1>
      <p class="lead">As the server knows them: paid is what the payment provider said, not the browser.</p>
      ${
        orders.length === 0
          ? html`<p>Nobody has ordered yet.</p>`
          : html`<ul class="orders">
              ${orders.map(row)}
            </ul>`
      }`,
  });
}
