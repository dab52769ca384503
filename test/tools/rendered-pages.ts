import {readFile} from 'node:fs/promises';
import {renderCheckout, type RenderOptions} from '../../src/server/rendering/render-checkout.ts';

const NONCE = 'cm9sbHM';
const PATH = '/__rendered';
const JAVASCRIPT = {'Content-Type': 'text/javascript'};
/** How long a file is held if no test releases it, in milliseconds. */
const HOLD_TIMEOUT_MS = 60_000;

/** Requests that wait until a test releases them. */
class Gates {
  readonly #gates = new Map<string, {open: Promise<void>; release(): void}>();

  #find(name: string): {open: Promise<void>; release(): void} {
    const known = this.#gates.get(name);
    if (known) return known;
    let release = () => {};
    const open = new Promise<void>((resolve) => (release = resolve));
    setTimeout(release, HOLD_TIMEOUT_MS).unref();
    const gate = {open, release};
    this.#gates.set(name, gate);
    return gate;
  }

  pass = (name: string): Promise<void> => this.#find(name).open;
  release = (name: string): void => this.#find(name).release();
}

const encoder = new TextEncoder();

/** Sends the head of a page at once, and its body when `untilBody` resolves. */
function inTwoParts(head: string, body: string, untilBody: Promise<void>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async start(controller) {
      // WebKit parses nothing before it has a few kilobytes.
      controller.enqueue(encoder.encode(head + ' '.repeat(4096)));
      await untilBody;
      controller.enqueue(encoder.encode(body));
      controller.close();
    },
  });
}

function policyFor(sandbox: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${NONCE}' 'strict-dynamic'`,
    `style-src ${style}`,
    "connect-src 'self'",
    `frame-src ${sandbox}`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');
}

const paragraphs = (text: string, count: number) => `<p>${text}</p>`.repeat(count);

/**
 * Pages with a rendered order, under a strict policy. Their script arrives when the test says so:
 * `GET /__rendered/page?session=…&key=…`, `POST /__rendered/release?key=…&part=script`. Further parameters of a page:
 * - `held`: modules of the widget that wait as well, separated by commas. Example: `order-card,takeover`
 * - `lines`: how many lines are above and below the order
 * - `hasFields`: a text field is before and after the order
 * - `isEarly`: the widget is defined before the browser has the order
 * @param sandbox origin of the hosted pages
 * @param fetchSession answers a session as the endpoint of this path does
 */
export function createRenderedPages(
  sandbox: string,
  endpoint: string,
  fetchSession: (url: URL) => Promise<Response>,
): (request: Request) => Promise<Response> | null {
  const gates = new Gates();
  const heldParts = new Map<string, string[]>();

  async function page(url: URL, key: string): Promise<Response> {
    const {searchParams} = url;
    const answer = await fetchSession(new URL(`${endpoint}/sessions/${searchParams.get('session')}`, url));
    const isInline = searchParams.get('style') !== 'linked';
    const isEarly = searchParams.has('isEarly');
    const lines = Number(searchParams.get('lines') ?? 0);
    const field = (id: string) => (searchParams.has('hasFields') ? `<input id="${id}" aria-label="${id}">` : '');
    const attributes: Record<string, string> = JSON.parse(searchParams.get('attributes') ?? '{}');
    heldParts.set(key, (searchParams.get('held') ?? '').split(','));
    const options: RenderOptions = {endpoint, lang: 'en', attributes, ...(isInline && {nonce: NONCE})};
    const script = `${PATH}/script?${new URLSearchParams({key, ...(isEarly && {isEarly: ''})})}`;
    const head = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <script nonce="${NONCE}">addEventListener('securitypolicyviolation', ({violatedDirective, blockedURI}) =>
        (window.violations ??= []).push(violatedDirective + ' ' + blockedURI));</script>
      <script nonce="${NONCE}" type="module" ${isEarly ? 'async' : ''} src="${script}"></script></head>`;
    const body = `<body>${paragraphs('Above the order', lines)}${field('before')}
      ${renderCheckout(await answer.json(), options)}<p>Below the order</p>${field('after')}
      ${paragraphs('Below the order', lines)}</body></html>`;
    const style = isInline ? `'nonce-${NONCE}'` : "'self'";
    return new Response(inTwoParts(head, body, isEarly ? gates.pass(`${key} body`) : Promise.resolve()), {
      headers: {'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policyFor(sandbox, style)},
    });
  }

  async function script({searchParams}: URL, key: string): Promise<Response> {
    const entry = `import '${PATH}/files/${key}/monime-checkout.js';`;
    if (searchParams.has('isEarly')) {
      const release = `fetch('${PATH}/release?key=${key}&part=body', {method: 'POST'});`;
      return new Response(`${entry} ${release}`, {headers: JAVASCRIPT});
    }
    await gates.pass(`${key} script`);
    return new Response(entry, {headers: JAVASCRIPT});
  }

  /** Serves a file of the build; the page then knows that it has arrived. */
  async function file(path: string): Promise<Response> {
    const [, key = '', name = ''] = /^([^/]+)\/(.+)$/.exec(path) ?? [];
    const part = (heldParts.get(key) ?? []).find((held) => held && name.includes(`/${held}-`));
    if (part) await gates.pass(`${key} ${part}`);
    const code = await readFile(`dist/${name}`, 'utf8');
    const mark = part ? `\n;(globalThis.arrived ??= []).push('${part}');` : '';
    return new Response(code + mark, {headers: JAVASCRIPT});
  }

  return (request) => {
    const url = new URL(request.url);
    const key = url.searchParams.get('key') ?? '';
    if (url.pathname === `${PATH}/page`) return page(url, key);
    if (url.pathname === `${PATH}/script`) return script(url, key);
    if (url.pathname.startsWith(`${PATH}/files/`)) return file(url.pathname.slice(`${PATH}/files/`.length));
    if (url.pathname === `${PATH}/release`) {
      gates.release(`${key} ${url.searchParams.get('part') ?? 'script'}`);
      return Promise.resolve(new Response(null, {status: 204}));
    }
    if (url.pathname !== PATH) return null;
    return request.json().then(([session, options]) => new Response(renderCheckout(session, options)));
  };
}
