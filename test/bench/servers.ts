import {createSecureServer} from 'node:http2';
import {getRequestListener} from '@hono/node-server';
import {type Asset, assetOf, HTML, JSON_TYPE} from './assets.ts';
import type {Certificate} from './certificate.ts';
import {type Contestant, type Host, NONCE} from './contestant.ts';
import {findSession, HOSTED, idOf} from './session.ts';
import {connections, type Front, listenInFront} from './slow-connections.ts';

export const SHOP = 'https://shop.test';
/** What the page of a careful shop is under, with the hosts that it frames. */
const POLICY = `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${NONCE}'; connect-src 'self'; img-src 'self' data:; frame-src https://${HOSTED}; require-trusted-types-for 'script'`;
const SESSIONS = '/checkout/sessions/';
const FOREVER = 'public, max-age=31536000, immutable';
/** The bytes that a page fetches to see how slow its network is. */
export const SAMPLE_BYTES = 100_000;

export interface Servers {
  /** What leads the browser to them, whatever host it asks for. */
  rules: string;
  /** Paths that the shop was asked for, since the start. */
  asked: string[];
  close(): Promise<void>;
}

type Fetch = (request: Request) => Response | Promise<Response>;

/** HTTP/2, so that requests to a host share one connection, as on the web. */
function listen(certificate: Certificate, fetch: Fetch): Promise<Front> {
  return listenInFront(createSecureServer(certificate, getRequestListener(fetch)), () => connections.delayMs);
}

function send({type, brotli}: Asset, headers: Record<string, string>): Response {
  return new Response(brotli, {headers: {'Content-Type': type, 'Content-Encoding': 'br', ...headers}});
}

/** The page of a contestant: what a merchant writes, as often as it says. */
function pageOf({name, head, body, strict}: Contestant, url: URL): Response {
  const id = idOf(Number(url.searchParams.get('items')), url.searchParams.get('status') ?? '');
  const elements = Array.from({length: Number(url.searchParams.get('elements') ?? 1)}, () => body);
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${name}</title><link rel="icon" href="data:,">
${head}</head><body><h1>A shop</h1><p>Your order:</p>
${elements.join('\n').replaceAll('{id}', id)}
</body></html>`;
  const headers = {'Cache-Control': 'no-store', ...(strict && {'Content-Security-Policy': POLICY})};
  return send(assetOf(html, HTML), headers);
}

/** Serves the shop's pages, files and sessions. */
function shop(contestants: readonly Contestant[], asked: string[]): Fetch {
  const files = new Map(contestants.flatMap(({files}) => Object.entries(files)));
  const sessions = new Map<string, Asset>();
  const incompressible = Buffer.from(Array.from({length: SAMPLE_BYTES}, () => Math.floor(Math.random() * 256)));
  return ({url: href}) => {
    const url = new URL(href);
    const {pathname} = url;
    asked.push(pathname);
    const file = files.get(pathname);
    if (file) return send(file, {'Cache-Control': FOREVER});
    const contestant = contestants.find(({name}) => pathname === `/pages/${name}`);
    if (contestant) return pageOf(contestant, url);
    const session = sessions.get(pathname);
    if (session) return send(session, {'Cache-Control': 'no-store'});
    const found = pathname.startsWith(SESSIONS) && findSession(pathname.slice(SESSIONS.length));
    if (found) {
      const answer = assetOf(JSON.stringify(found), JSON_TYPE);
      sessions.set(pathname, answer);
      return send(answer, {'Cache-Control': 'no-store'});
    }
    if (pathname === '/nothing') return new Response(null, {status: 204});
    if (pathname === '/bytes') return new Response(incompressible, {headers: {'Cache-Control': 'no-store'}});
    return new Response('Not found', {status: 404});
  };
}

/** Plays every other host. Who is not known there gets nothing, and nothing leaves this machine. */
function elsewhere(contestants: readonly Contestant[]): Fetch {
  const hosts = new Map<string, Host>(contestants.flatMap(({hosts}) => Object.entries(hosts)));
  return ({url: href, method, headers}) => {
    const url = new URL(href);
    const answer = method === 'OPTIONS' ? null : hosts.get(url.hostname)?.(url, method);
    const open = {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Headers': headers.get('access-control-request-headers') ?? '*',
      'Access-Control-Allow-Methods': 'GET, POST, PUT',
      'Timing-Allow-Origin': '*',
    };
    if (answer) return send(answer, open);
    return new Response(null, {status: method === 'OPTIONS' ? 204 : 404, headers: open});
  };
}

/** Starts the shop, and what stands in for everybody else. */
export async function startServers(certificate: Certificate, contestants: readonly Contestant[]): Promise<Servers> {
  const asked: string[] = [];
  const own = await listen(certificate, shop(contestants, asked));
  const others = await listen(certificate, elsewhere(contestants));
  return {
    rules: `MAP ${new URL(SHOP).host}:443 127.0.0.1:${own.port}, MAP * 127.0.0.1:${others.port}`,
    asked,
    close: async () => {
      await Promise.all([own.close(), others.close()]);
    },
  };
}
