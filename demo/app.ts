import {fileURLToPath} from 'node:url';
import {serveStatic} from '@hono/node-server/serve-static';
import {Hono, type MiddlewareHandler} from 'hono';
import {secureHeaders} from 'hono/secure-headers';
import type {createCheckouts} from './checkouts.ts';
import {docPages} from './gallery/docs/pages.ts';
import {SEARCH_INDEX, searchIndex} from './gallery/docs/search-index.ts';
import {FRAMED, galleryEndpoints, type GalleryOptions, galleryPages} from './gallery/routes.ts';
import type {Orders} from './orders.ts';
import {cartPage} from './pages/cart.ts';
import {homePage} from './pages/home.ts';
import {missingPage} from './pages/missing.ts';
import {ordersPage} from './pages/orders.ts';
import {seedsPage} from './pages/seeds.ts';
import {shopPage} from './pages/shop.ts';
import {thanksPage} from './pages/thanks.ts';
import {policyOf} from './policy.ts';
import {seeds} from './seeds.ts';
import {shops} from './shops.ts';

export interface AppOptions {
  checkouts: ReturnType<typeof createCheckouts>;
  orders: Orders;
  gallery: GalleryOptions;
  /** Origins of the hosted pages that may stand in a frame. */
  frames: readonly string[];
}

/** @param frameAncestors whose frames the pages may stand in */
function headers(frames: readonly string[], frameAncestors: "'none'" | "'self'"): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {...policyOf(frames), frameAncestors: [frameAncestors]},
    xFrameOptions: frameAncestors === "'self'" ? 'SAMEORIGIN' : 'DENY',
    // `same-origin` would cut the payment window off from the page that opened it.
    crossOriginOpenerPolicy: 'same-origin-allow-popups',
    strictTransportSecurity: false,
  });
}

function pathOf(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

/** The shops' pages, and beside them the server halves. */
export function createApp({checkouts, orders, gallery, frames}: AppOptions): Hono {
  const app = new Hono();
  app.all('/checkout/monime/*', ({req}) => checkouts.monime.fetch(req.raw));
  app.all('/checkout/paymongo/*', ({req}) => checkouts.paymongo.fetch(req.raw));
  app.route('/', galleryEndpoints(gallery));

  const alone = headers(frames, "'none'");
  const framed = headers(frames, "'self'");
  app.use((c, next) => (FRAMED.test(c.req.path) ? framed : alone)(c, next));
  app.use(async (c, next) => {
    // One name for one shop: carts and allowed origins hang on it.
    const url = new URL(c.req.url);
    if (url.hostname !== '127.0.0.1') return next();
    url.hostname = 'localhost';
    return c.redirect(url.href);
  });

  app.use('/public/*', serveStatic({root: pathOf('.')}));
  const docs = pathOf('../docs');
  app.use(
    '/gallery/docs/pictures/*',
    serveStatic({root: docs, rewriteRequestPath: (path) => path.replace('/gallery/docs', '')}),
  );
  const widget = pathOf('../dist');
  app.use('/widget/*', serveStatic({root: widget, rewriteRequestPath: (path) => path.replace('/widget', '')}));

  app.get('/', (c) => c.html(homePage(shops)));
  for (const shop of shops) {
    app.get(`/${shop.id}`, (c) => c.html(shopPage(shop)));
    app.get(`/${shop.id}/cart`, (c) => c.html(cartPage(shop)));
    app.get(`/${shop.id}/thanks`, (c) => c.html(thanksPage(shop)));
  }
  app.get('/orders', (c) => c.html(ordersPage(orders.list())));

  for (const [path, page] of [...galleryPages, ...docPages()]) app.get(path, (c) => c.html(page()));
  app.get(SEARCH_INDEX, (c) => c.json(searchIndex((path) => path)));

  app.get('/seeds', (c) => c.html(seedsPage(seeds)));
  app.get('/seeds/sessions/:id', (c) => c.json(seeds.paid));
  app.notFound((c) => c.html(missingPage(), 404));
  return app;
}
