import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {serveStatic} from '@hono/node-server/serve-static';
import {Hono} from 'hono';
import {afterAll, beforeAll} from 'vitest';
import {buildGallery} from '../../demo/gallery/build.ts';
import {listen, type Listener} from '../../demo/listen.ts';

/** Builds the static site for the tests of a file, and serves it under a path. Returns the URL of a file in it. */
export function openStaticSite(): (file: string) => string {
  let folder: string;
  let server: Listener;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'monime-checkout-gallery-'));
    await buildGallery(folder);
    server = await listen(0);
    const app = new Hono();
    // What a browser asks of every host, above the gallery's path.
    app.get('/favicon.ico', (c) => c.body(null, 204));
    app.use(
      '/docs/checkout/*',
      serveStatic({
        root: folder,
        rewriteRequestPath: (path) => path.replace('/docs/checkout', ''),
        // As hosts of static sites do.
        onFound: (_, c) => c.header('Cache-Control', 'max-age=600'),
      }),
    );
    server.answerWith(app.fetch);
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, {recursive: true});
  });

  return (file) => `http://localhost:${server.port}/docs/checkout/${file}`;
}
