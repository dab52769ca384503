import {html} from 'hono/html';
import {formatPrice, type Shop} from '../shops.ts';
import {type Html, layout} from './layout.ts';

export function shopPage(shop: Shop): Html {
  return layout({
    title: 'Shop',
    shop,
    scripts: ['add.js'],
    main: html`<h1>${shop.name}</h1>
      <p class="lead">${shop.welcome}</p>
      <ul class="products">
        ${shop.products.map(
          ({id, name, description, unitAmount, picture}) =>
            html`<li>
              <img class="picture" src="/public/pictures/${picture}.svg" width="160" height="120" alt="" />
              <h2>${name}</h2>
              <p class="quiet">${description}</p>
              <p class="price">
                ${formatPrice(shop, unitAmount)} <span class="quiet" data-quantity="${id}" hidden></span>
              </p>
              <button type="button" data-add="${id}" data-name="${name}">
                Add <span class="unseen">${name}</span> to cart
              </button>
            </li>`,
        )}
      </ul>
      <p class="unseen" role="status" data-said></p>`,
  });
}
