import {fileOf, staticPages} from './pages.ts';
import {createStaticServer} from './server.ts';

const CACHE = 'monime-checkout-gallery';
const scope = registration.scope.replace(/\/$/, '');
const {origin} = new URL(scope);
const root = scope.slice(origin.length);
const kept = `${scope}/saved`;

/** The browser ends a worker whenever it likes: what was saved is taken up. */
async function start() {
  const found = await (await caches.open(CACHE)).match(kept);
  const text = (await found?.text()) ?? null;
  try {
    return createStaticServer({origin, root}, text);
  } catch {
    // An older version saved it.
    return createStaticServer({origin, root}, null);
  }
}

/** What was saved last. */
let saved = '';

const starting = start();
const askNetwork = fetch;

async function answer(request) {
  const server = await starting;
  const response = await server.fetch(request);
  const now = server.save();
  if (now !== saved) await (await caches.open(CACHE)).put(kept, new Response(now));
  saved = now;
  return response;
}

// The server halves ask their provider: that is the sandbox in this very worker.
self.fetch = async (input, init) => {
  const request = new Request(input, init);
  return (await starting).answers(request.url) ? (await starting).fetch(request) : askNetwork(request);
};

const SERVED = /^\/((sandbox|checkout|seeds|gallery\/checkout|gallery\/endpoint)\/|orders\.html$)/;

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('message', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  const {request} = event;
  const url = new URL(request.url);
  if (url.origin !== origin || !url.pathname.startsWith(`${root}/`)) return;
  const path = url.pathname.slice(root.length);
  if (SERVED.test(path)) event.respondWith(answer(request));
  // Server halves and sandbox know pages by their path, not by their file.
  else if (request.mode === 'navigate' && path !== '/' && staticPages.has(path))
    event.respondWith(askNetwork(`${scope}/${fileOf(path)}`));
});
