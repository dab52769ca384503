import {existsSync, readFileSync} from 'node:fs';
import {posix} from 'node:path';
import {afterEach, describe, expect, it, vi} from 'vitest';
import {docPages} from '../../../demo/gallery/docs/pages.ts';
import {sessionIdOf} from '../../../demo/gallery/state.ts';
import {states} from '../../../demo/gallery/states.ts';
import {fileOf, linkFrom, staticHtml, staticPages} from '../../../demo/gallery/static/pages.ts';
import {createStaticServer, type StaticServer} from '../../../demo/gallery/static/server.ts';
import {isSessionId} from '../../../src/core/session.ts';

afterEach(() => vi.unstubAllGlobals());

describe('the states of the gallery', () => {
  it('have names of their own that make ids of sessions', () => {
    const ids = states.map(sessionIdOf);
    expect(ids.filter((id) => !isSessionId(id) || id.includes('--'))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

const pages = new Map([...staticPages, ...docPages()]);

/** What exists on the static site, from its root. */
function exists(path: string): boolean {
  if ([...pages.keys()].some((page) => fileOf(page) === path)) return true;
  if (path.startsWith('public/')) return existsSync(`demo/${path}`);
  if (path.startsWith('gallery/docs/pictures/')) return existsSync(path.replace('gallery/', ''));
  return ['static.js', 'static.css', 'widget/monime-checkout.js'].includes(path);
}

describe('a static page', () => {
  it('links relatively, and only to what there is', async () => {
    const missing: string[] = [];
    for (const [path, page] of pages) {
      const file = fileOf(path);
      const html = await staticHtml(path, page());
      expect(html).not.toMatch(/(href|src|endpoint)="\//);
      for (const [, address = ''] of html.matchAll(/\b(?:href|src)="(\.[^"#?]*)/g)) {
        const target = posix.join(posix.dirname(file), address);
        if (!exists(target)) missing.push(`${file}: ${target}`);
      }
    }
    expect(missing).toEqual([]);
  });

  it('finds files from any depth', () => {
    expect(linkFrom('index.html', 'public/icon.svg')).toBe('./public/icon.svg');
    expect(linkFrom('gallery/state/ready.html', 'public/icon.svg')).toBe('../../public/icon.svg');
  });

  it('loads what it loads on a server, in the same order', async () => {
    const page = staticPages.get('/gallery/billing');
    const html = page ? await staticHtml('/gallery/billing', page()) : '';
    const modules = /data-modules="([^"]*)"/
      .exec(html)?.[1]
      ?.split(' ')
      .map((url) => posix.basename(url));
    expect(modules).toEqual(['billing.js', 'pay.js', 'events.js', 'monime-checkout.js']);
    expect(html).toContain('No money moves');
  });

  it('is given only modules that import beside themselves', () => {
    for (const name of ['play.js', 'pay.js', 'playground.js', 'thanks.js']) {
      const imports = readFileSync(`demo/public/gallery/${name}`, 'utf8').matchAll(/from '([^']*)'/g);
      for (const [, url = ''] of imports) expect(existsSync(posix.join('demo/public/gallery', url))).toBe(true);
    }
  });
});

const place = {origin: 'https://docs.example', root: '/some/where'};
const at = (path: string) => `${place.origin}${place.root}${path}`;

/** A server whose provider is itself, as in the service worker. */
function serve(saved: string | null = null): StaticServer {
  const server = createStaticServer(place, saved);
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => server.fetch(new Request(url, init)));
  return server;
}

async function order(server: StaticServer): Promise<{id: string; hostedUrl: string}> {
  const headers = {'Content-Type': 'application/json', 'Idempotency-Key': 'a-wish-to-pay'};
  const request = new Request(at('/gallery/checkout/monime/sessions'), {
    method: 'POST',
    headers,
    body: JSON.stringify({order: 'lunch', renew: null}),
  });
  const response = await server.fetch(request);
  expect(response.status).toBe(200);
  return response.json();
}

async function statusOf(server: StaticServer, id: string): Promise<unknown> {
  const response = await server.fetch(new Request(at(`/gallery/checkout/monime/sessions/${id}`)));
  const {status} = await response.json();
  return status;
}

describe('the server of the static site', () => {
  it('sends the customer to a payment page under its own path', async () => {
    const server = serve();
    const {hostedUrl} = await order(server);
    expect(hostedUrl).toMatch(/^https:\/\/docs\.example\/some\/where\/sandbox\/pay\//);
    const page = await (await server.fetch(new Request(hostedUrl))).text();
    expect(page).toContain(`href="${at('/sandbox/assets/sandbox.css')}"`);
    expect(page).not.toMatch(/(href|src|action)="\//);
  });

  it('takes a payment, and knows of it after it was ended', async () => {
    const server = serve();
    const {id, hostedUrl} = await order(server);
    expect(await statusOf(server, id)).toBe('open');
    const body = new URLSearchParams({
      method: 'card',
      card: '4343 4343 4343 4345',
      expiry: '12/34',
      cvc: '123',
    });
    const paid = await server.fetch(new Request(hostedUrl, {method: 'POST', body}));
    expect([paid.status, paid.headers.get('Location')]).toEqual([303, `${hostedUrl}/return`]);

    const next = serve(server.save());
    expect(await statusOf(next, id)).toBe('completed');
  });

  it('keeps the book of orders', async () => {
    const server = serve();
    const request = new Request(at('/checkout/monime/sessions'), {
      method: 'POST',
      headers: {'Content-Type': 'application/json', 'Idempotency-Key': 'another-wish'},
      body: JSON.stringify({items: [{id: 'rice', quantity: 2}], renew: null}),
    });
    expect((await server.fetch(request)).status).toBe(200);
    const next = serve(server.save());
    const book = await (await next.fetch(new Request(at('/orders.html')))).text();
    expect(book).toMatch(/<strong>FT-\w{6}<\/strong>[^]*Unpaid[^]*2 × Rice, 25 kg bag/);
  });
});
