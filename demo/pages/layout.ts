import {html} from 'hono/html';
import type {Shop} from '../shops.ts';

/** Escaped HTML. */
export type Html = ReturnType<typeof html>;

export interface Page {
  title: string;
  /** The shop that the page is of; null where it is of none. */
  shop: Shop | null;
  /** Names of modules in `public`. */
  scripts?: readonly string[];
  /** Whether the page shows the element. */
  widget?: boolean;
  /** Names of stylesheets in `public`. */
  styles?: readonly string[];
  /** What stands on top instead of the shop's name and cart. */
  top?: Html;
  main: Html;
}

const shopStyles = ['theme', 'base', 'shop', 'checkout'];

function header(shop: Shop | null): Html {
  if (!shop) return html`<a class="brand" href="/">Two shops</a>`;
  return html`<a class="brand" href="/${shop.id}">${shop.name}</a>
    <nav>
      <a href="/${shop.id}/cart">Cart <span class="count" data-count hidden></span></a>
    </nav>`;
}

/** What every page stands in. */
export function layout(page: Page): Html {
  const {title, shop, scripts = [], widget = false, styles = shopStyles, top = header(page.shop), main} = page;
  // The widget last: who listens to it is there before it speaks.
  const modules = [
    ...[...(shop ? ['count.js'] : []), ...scripts].map((name) => `/public/${name}`),
    ...(widget ? ['/widget/monime-checkout.js'] : []),
  ];
  return html`<!doctype html>
    <html lang="en" data-shop="${shop?.id ?? ''}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${shop ? `${title} · ${shop.name}` : title}</title>
        <link rel="icon" href="/public/icon.svg" />
        ${styles.map((name) => html`<link rel="stylesheet" href="/public/${name}.css" />`)}
        ${modules.map((url) => html`<script type="module" src="${url}"></script>`)}
      </head>
      <body>
        <header class="top">${top}</header>
        <main id="main">${main}</main>
        <footer>
          <p>${shop?.place ?? 'Freetown and Manila'}</p>
          <p>A demonstration: nothing is sold or delivered here.</p>
          <p>
            <a href="/">Both shops</a> <a href="/gallery">Gallery</a> <a href="/orders">Orders</a>
            <a href="/seeds">Seeds</a>
          </p>
        </footer>
      </body>
    </html>`;
}
