import {createServer, type RequestListener} from 'node:http';
import {readFile} from 'node:fs/promises';
import {getRequestListener} from '@hono/node-server';
import {createSandbox, SANDBOX_KEYS} from '../../src/sandbox/index.ts';
import {createCheckout, monime, paymongo, type ProviderAdapter} from '../../src/server/index.ts';

import {Faults} from './faults.ts';
import {serveStates} from './gallery.ts';
import {createLoaderPages} from './loader-pages.ts';
import {createRenderedPages} from './rendered-pages.ts';

/** What a run of the browser tests has started beside its own pages. */
export interface Servers {
  /** What the tests need to know, such as origins; read from `env.ts`. */
  env: Record<string, string>;
  /** Serves the merchant's side on the origin of the test pages; answers whether the request was its own. */
  shop: {handles(path: string): boolean; listener: RequestListener};
  /** Serves the states of the gallery there. */
  gallery: Servers['shop'];
  close(): Promise<void>;
}

function listen(listener: RequestListener, host: string): Promise<{origin: string; close(): Promise<void>}> {
  const server = createServer(listener);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, () => {
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      resolve({
        origin: `http://${host}:${port}`,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}

/**
 * Starts the sandbox on an origin of another site, the server half on that of the test pages, and once more on an
 * origin of its own.
 * @param pageOrigin origin of the test pages, such as `http://localhost:8000`
 */
export async function startServers(pageOrigin: string): Promise<Servers> {
  const sandbox = createSandbox();
  const visits = new Map<string, number>();
  const countVisits: typeof sandbox.fetch = (request) => {
    visits.set(request.url, (visits.get(request.url) ?? 0) + 1);
    return sandbox.fetch(request);
  };
  const hosted = await listen(getRequestListener(countVisits), '127.0.0.1');
  const faults = new Faults();
  const loaderPages = await createLoaderPages();
  const pages = new Map(
    await Promise.all(
      ['hosted', 'say', 'take-top'].map(async (name) => {
        const path = `/test/browser/pages/${name}.html`;
        return [path, await readFile(`.${path}`, 'utf8')] as const;
      }),
    ),
  );

  const api = {...SANDBOX_KEYS.monime, apiUrl: `${hosted.origin}/monime`};
  const secretKey = SANDBOX_KEYS.paymongo.secretKey;
  /** The return reference of a session of Monime, as the provider was told it. */
  const referenceOf = async (id: string) => {
    const {token, spaceId} = SANDBOX_KEYS.monime;
    const headers = {Authorization: `Bearer ${token}`, 'Monime-Space-Id': spaceId};
    const answer = await fetch(`${api.apiUrl}/v1/checkout-sessions/${encodeURIComponent(id)}`, {headers});
    return /ref=([\w-]+)/.exec(await answer.text())?.[1] ?? null;
  };
  const mount = <P>(name: string, provider: ProviderAdapter<P>, origin: string, origins: string[]) => {
    const basePath = `/checkout/${name}`;
    const checkout = createCheckout({
      provider,
      origin,
      origins,
      basePath,
      createSession: (request) => request.json(),
      landing: {success: '/test/browser/pages/landing.html', cancel: '/test/browser/pages/landing.html'},
    });
    return {basePath, fetch: (request: Request) => faults.serve(request, checkout.fetch)};
  };
  const shopOf = (origin: string, origins: string[]) => {
    const mounts = [
      mount('monime', monime(api), origin, origins),
      mount('framed', monime({...api, framing: 'allowed'}), origin, origins),
      mount('paymongo', paymongo({secretKey, apiUrl: `${hosted.origin}/paymongo`}), origin, origins),
    ];
    const find = (path: string) => mounts.find(({basePath}) => path.startsWith(`${basePath}/`));
    const renderedPages = createRenderedPages(
      hosted.origin,
      '/checkout/monime',
      async (url) => find(url.pathname)?.fetch(new Request(url)) ?? new Response(null, {status: 404}),
    );
    const serve = async (request: Request) => {
      const {pathname, searchParams} = new URL(request.url);
      if (pathname === '/__faults') return faults.control(request);
      if (pathname === '/__visits') return Response.json({visits: visits.get(searchParams.get('url') ?? '') ?? 0});
      if (pathname === '/__references') {
        return Response.json({reference: await referenceOf(searchParams.get('session') ?? '')});
      }
      const rendered = renderedPages(request);
      if (rendered) return rendered;
      const loaderPage = loaderPages(new URL(request.url));
      if (loaderPage) return loaderPage;
      const page = pages.get(pathname);
      if (page !== undefined) return new Response(page, {headers: {'content-type': 'text/html'}});
      return find(pathname)?.fetch(request) ?? new Response('Not found', {status: 404});
    };
    return {
      handles: (path: string) =>
        ['/__faults', '/__visits', '/__references'].includes(path) ||
        path.startsWith('/__rendered') ||
        path.startsWith('/__loader/') ||
        find(path) !== undefined,
      listener: getRequestListener(serve),
    };
  };

  let elsewhere: RequestListener = (_request, response) => response.end();
  const other = await listen((request, response) => elsewhere(request, response), 'localhost');
  elsewhere = shopOf(other.origin, [pageOrigin]).listener;

  return {
    env: {
      sandbox: hosted.origin,
      other: other.origin,
      monime: '/checkout/monime',
      framed: '/checkout/framed',
      paymongo: '/checkout/paymongo',
    },
    shop: shopOf(pageOrigin, []),
    gallery: serveStates(pageOrigin),
    close: async () => {
      await Promise.all([hosted.close(), other.close()]);
    },
  };
}
