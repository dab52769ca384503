import {html} from 'hono/html';
import type {Shop} from '../shops.ts';
import {type Html, layout} from './layout.ts';

/** Where a customer comes back to who paid in the same tab. That they stand here proves nothing: the widget asks. */
export function thanksPage(shop: Shop): Html {
  return layout({
    title: 'Your order',
    shop,
    scripts: ['thanks.js'],
    widget: true,
    main: html`<section class="payment">
      <h1 data-heading>Your order</h1>
      <p class="lead" role="status" data-explained>We are asking the payment provider how it went.</p>
      <monime-checkout endpoint="/checkout/${shop.provider}" resume>
        <span slot="merchant">${shop.name}</span>
      </monime-checkout>
      <p><a href="/${shop.id}">Back to the shop</a></p>
    </section>`,
  });
}
