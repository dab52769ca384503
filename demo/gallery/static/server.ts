import {Hono} from 'hono';
import {createSandbox} from 'monime-checkout/sandbox';
import * as z from 'zod/mini';
import {createCheckouts} from '../../checkouts.ts';
import {Orders} from '../../orders.ts';
import {seeds} from '../../seeds.ts';
import {createGalleryCheckouts} from '../checkouts.ts';
import {galleryEndpoints} from '../routes.ts';
import {ordersPage} from '../../pages/orders.ts';
import {readOrder, SavedOrders, writeOrder} from '../../saved-order.ts';
import {mapStore} from './memory.ts';
import {fileOf, staticHtml} from './pages.ts';
import {type Place, playSandbox} from './sandbox.ts';
import {WholeRequest} from './whole-request.ts';

export interface StaticServer {
  /** Whether this address is answered here; any other is a file's. */
  answers(url: string): boolean;
  fetch(request: Request): Promise<Response>;
  /** All that has to be remembered when the browser ends the service worker. */
  save(): string;
}

const Saved = z.object({
  sandbox: z.nullable(z.string()),
  memory: z.array(z.tuple([z.string(), z.string()])),
  orders: SavedOrders,
});

/**
 * The demo's server halves and the provider's sandbox, for a site without a server.
 * @param saved what {@link StaticServer.save} answered last; null at first
 */
export function createStaticServer({origin, root}: Place, saved: string | null): StaticServer {
  const known = saved === null ? null : z.parse(Saved, JSON.parse(saved));
  const memory = new Map(known?.memory);
  let sessions = known?.sandbox ?? null;
  const orders = new Orders(known?.orders.flatMap(readOrder));
  const sandbox = createSandbox({
    origin: 'https://sandbox.invalid',
    ...(sessions !== null && {saved: sessions}),
    save: (text) => (sessions = text),
  });
  const sandboxUrl = `${origin}${root}/sandbox`;
  const log = () => undefined;
  const shared = {origin, root, sandboxUrl, log};
  const keys = {monime: null, payMongo: null};
  const shops = createCheckouts({...shared, keys, orders, store: mapStore(memory, 'shops')});
  const checkouts = createGalleryCheckouts({...shared, store: mapStore(memory, 'gallery')});

  const app = new Hono();
  app.all(`${root}/sandbox/*`, ({req}) => playSandbox(req.raw, {origin, root}, sandbox.fetch));
  app.all(`${root}/checkout/monime/*`, ({req}) => shops.monime.fetch(req.raw));
  app.all(`${root}/checkout/paymongo/*`, ({req}) => shops.paymongo.fetch(req.raw));
  app.get(`${root}/seeds/sessions/:id`, (c) => c.json(seeds.paid));
  app.route('/', galleryEndpoints({base: `${origin}${root}`, root, checkouts}));
  app.get(`${root}/${fileOf('/orders')}`, async (c) => c.html(await staticHtml('/orders', ordersPage(orders.list()))));
  const answered = [
    '/sandbox/',
    '/checkout/',
    '/seeds/',
    '/gallery/checkout/',
    '/gallery/endpoint/',
    `/${fileOf('/orders')}`,
  ];

  return {
    answers: (url) => answered.some((path) => url.startsWith(`${origin}${root}${path}`)),
    fetch: async (request) => app.fetch(await WholeRequest.of(request, origin)),
    save: () => JSON.stringify({sandbox: sessions, memory: [...memory], orders: orders.entries().map(writeOrder)}),
  };
}
