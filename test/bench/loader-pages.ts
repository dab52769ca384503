import {readFile} from 'node:fs/promises';
import {promisify} from 'node:util';
import {brotliCompress} from 'node:zlib';
import {type Listener, listen} from '../../demo/listen.ts';

/** Where the element stands: at the start of a short page, or at the end of a long one. */
export const PLACES = ['above', 'below'] as const;
export type Place = (typeof PLACES)[number];

/** How the page names the widget. The first is what the others are compared with, the second the same once more. */
export const SCRIPTS = {
  module: '<script type="module" src="/monime/monime-checkout.js"></script>',
  again: '<script type="module" src="/monime/monime-checkout.js"></script>',
  loader: '<link rel="modulepreload" href="/monime/monime-checkout.js"><script src="/monime/loader.js"></script>',
  alone: '<script src="/monime/loader.js"></script>',
  async: '<script async src="/monime/loader.js"></script>',
};
export type Script = keyof typeof SCRIPTS;

const PARAGRAPHS = 150;
const PICTURES = 8;
const PICTURE_BYTES = 12_000;
const compress = promisify(brotliCompress);

const SESSION = {
  id: 'scs-bench',
  provider: 'monime',
  status: 'open',
  title: 'Kola Nut Books',
  lineItems: [1, 2, 3].map((number) => ({name: `Book ${number}`, quantity: number, unitAmount: 2550, currency: 'SLE'})),
  hostedUrl: 'https://checkout.monime.io/scs-bench',
};

/** Text that compresses about as well as prose. */
function prose(seed: number): string {
  let state = seed + 1;
  const word = () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state % 4000).toString(36);
  };
  return `<p>${Array.from({length: 80}, word).join(' ')}</p>`;
}

function page(script: string, place: Place): string {
  const pictures = Array.from(
    {length: PICTURES},
    (_, number) => `<img src="/pictures/${number}" width="300" height="200">`,
  );
  const story = Array.from({length: PARAGRAPHS}, (_, number) => prose(number) + (pictures[number / 10] ?? ''));
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>
    <link rel="icon" href="data:,">${script}</head><body>
    ${place === 'below' ? story.join('\n') : '<h1>Your order</h1>'}
    <monime-checkout session-id="${SESSION.id}" endpoint="/checkout"></monime-checkout>
    <footer>That was all.</footer></body></html>`;
}

async function answer(path: string): Promise<[type: string, body: string]> {
  const [, folder = '', ...rest] = path.split('/');
  if (folder === 'pages') {
    const [place, script] = rest;
    const name = PLACES.find((known) => known === place);
    const [, tag = ''] = Object.entries(SCRIPTS).find(([known]) => known === script) ?? [];
    if (name) return ['text/html', page(tag, name)];
  }
  if (folder === 'monime') return ['text/javascript', await readFile(`dist/${rest.join('/')}`, 'utf8')];
  if (folder === 'checkout') return ['application/json', JSON.stringify(SESSION)];
  throw new Error(`There is no ${path}.`);
}

/** Serves the pages, compressed as a good host does; answers where. */
export async function servePages(): Promise<Listener> {
  const listener = await listen(0);
  const cache = new Map<string, Response>();
  listener.answerWith(async ({url}) => {
    const {pathname} = new URL(url);
    if (pathname.startsWith('/pictures/')) {
      const picture = `<svg xmlns="http://www.w3.org/2000/svg"><!--${'x'.repeat(PICTURE_BYTES)}--></svg>`;
      return new Response(picture, {headers: {'Content-Type': 'image/svg+xml'}});
    }
    const known = cache.get(pathname);
    if (known) return known.clone();
    const [type, body] = await answer(pathname);
    const headers = {'Content-Type': type, 'Content-Encoding': 'br'};
    const made = new Response(await compress(body), {headers});
    cache.set(pathname, made.clone());
    return made;
  });
  return listener;
}
