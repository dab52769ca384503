import {cartPage} from '../../pages/cart.ts';
import {homePage} from '../../pages/home.ts';
import type {Html} from '../../pages/layout.ts';
import {missingPage} from '../../pages/missing.ts';
import {ordersPage} from '../../pages/orders.ts';
import {seedsPage} from '../../pages/seeds.ts';
import {shopPage} from '../../pages/shop.ts';
import {thanksPage} from '../../pages/thanks.ts';
import {policyOf} from '../../policy.ts';
import {seeds} from '../../seeds.ts';
import {shops} from '../../shops.ts';
import {FRAMED, galleryPages} from '../routes.ts';

/** Every page of the demo that is the same for everybody, by its path. */
export const staticPages: ReadonlyMap<string, () => Html> = new Map([
  ...galleryPages,
  ['/', () => homePage(shops)],
  ...shops.flatMap(
    (shop) =>
      [
        [`/${shop.id}`, () => shopPage(shop)],
        [`/${shop.id}/cart`, () => cartPage(shop)],
        [`/${shop.id}/thanks`, () => thanksPage(shop)],
      ] as const,
  ),
  ['/seeds', () => seedsPage(seeds)],
  ['/orders', () => ordersPage([])],
  ['/404', missingPage],
]);

/** The file of a page, from the site's root: the gallery comes first here. */
export function fileOf(path: string): string {
  if (path === '/') return 'shops.html';
  return path === '/gallery' ? 'index.html' : `${path.slice(1)}.html`;
}

/**
 * Path of a file as seen from another.
 * @param target from the site's root
 * @param file from the site's root
 */
export function linkFrom(file: string, target: string): string {
  const up = file
    .split('/')
    .slice(1)
    .map(() => '..');
  return [...(up.length > 0 ? up : ['.']), target].join('/');
}

/** Paths of the documents, which are read where the site is built. */
const DOCS = /^\/gallery\/docs(\/[^.]*)?$/;

const ADDRESS = /\b(href|src|srcset|endpoint|action|data-states|data-index)="(\/[^"]*)"/g;
const MODULE = /<script type="module" src="([^"]*)"><\/script>/g;

const policy = Object.entries(policyOf([]))
  .map(([name, values]) => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${values.join(' ')}`)
  .join('; ');

const notice = `<p class="static-notice" role="note" data-static>A static copy of the demo: server and payment provider are
played by a service worker in your own browser. <strong>No money moves.</strong></p>`;

/**
 * A page of the demo as it stands on a host without a server: links are relative, the policy stands in the page, and
 * the modules come when the service worker is there.
 * @param path of the page
 */
export async function staticHtml(path: string, page: Html): Promise<string> {
  const file = fileOf(path);
  const moved = String(await page).replace(ADDRESS, (_, name: string, address: string) => {
    const [, target = '', rest = ''] = /^([^?#]*)(.*)$/.exec(address) ?? [];
    return `${name}="${linkFrom(file, staticPages.has(target) || DOCS.test(target) ? fileOf(target) : target.slice(1))}${rest}"`;
  });
  const modules = [...moved.matchAll(MODULE)].map(([, url]) => url);
  const alone = FRAMED.test(path) || DOCS.test(path);
  const head = `<meta http-equiv="Content-Security-Policy" content="${policy}" />
    <link rel="stylesheet" href="${linkFrom(file, 'static.css')}" />
    <script type="module" src="${linkFrom(file, 'static.js')}" data-modules="${modules.join(' ')}"></script>`;
  return moved
    .replace(MODULE, '')
    .replace('<meta charset="utf-8" />', (charset) => `${charset}\n    ${head}`)
    .replace('<body>', (body) => (alone ? body : `${body}\n    ${notice}`));
}
