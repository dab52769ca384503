import {html} from 'hono/html';
import {formatPrice, type Product, type Shop} from '../shops.ts';
import {type Html, layout} from './layout.ts';

/** Every product has its line; the script shows those that are in the cart. */
function line(shop: Shop, {id, name, unitAmount, picture}: Product): Html {
  return html`<li data-id="${id}" data-unit-amount="${unitAmount}" hidden>
    <img class="picture" src="/public/pictures/${picture}.svg" width="64" height="64" alt="" />
    <div class="what">
      <strong>${name}</strong>
      <span class="quiet">${formatPrice(shop, unitAmount)} each</span>
    </div>
    <div class="how-many">
      <input
        type="number"
        min="1"
        max="99"
        required
        inputmode="numeric"
        autocomplete="off"
        aria-label="Quantity of ${name}"
      />
      <button type="button" class="link">Remove<span class="unseen"> ${name}</span></button>
    </div>
    <span class="price" data-amount></span>
  </li>`;
}

export function cartPage(shop: Shop): Html {
  return layout({
    title: 'Cart',
    shop,
    scripts: ['checkout.js'],
    widget: true,
    main: html`<noscript><p>Your cart is kept in this browser and needs JavaScript.</p></noscript>
      <form class="cart" data-cart hidden data-currency="${shop.currency}" novalidate>
        <h1>Your cart</h1>
        <fieldset>
          <legend class="unseen">What you buy</legend>
          <ul class="lines">
            ${shop.products.map((product) => line(shop, product))}
          </ul>
          <p class="sum"><span>Total</span> <strong data-total></strong></p>
          <button class="main">Check out</button>
        </fieldset>
        <p role="alert" class="problem" data-problem></p>
        <p><a href="/${shop.id}">Go on shopping</a></p>
      </form>
      <section data-empty hidden>
        <h1>Your cart is empty</h1>
        <p><a class="button" href="/${shop.id}">See what there is</a></p>
      </section>
      <section class="payment" data-payment hidden>
        <h1 data-heading tabindex="-1">Pay for your order</h1>
        <p class="lead" data-explained></p>
        <monime-checkout endpoint="/checkout/${shop.provider}">
          <span slot="merchant">${shop.name}</span>
        </monime-checkout>
        <p>
          <button type="button" class="link" data-leave>Back to your cart</button>
          <a href="/${shop.id}" data-back hidden>Back to the shop</a>
        </p>
      </section>`,
  });
}
