import {renderCheckout, type RenderOptions} from '../../src/server/rendering/render-checkout.ts';

const NONCE = 'cm9sbHM';
const PATH = '/__rendered';

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

/**
 * Pages with a rendered order, under a strict policy. Their script arrives when the test says so:
 * `GET /__rendered/page?session=…&key=…`, `POST /__rendered/release?key=…`.
 * @param sandbox origin of the hosted pages
 * @param fetchSession answers a session as the endpoint of this path does
 */
export function createRenderedPages(
  sandbox: string,
  endpoint: string,
  fetchSession: (url: URL) => Promise<Response>,
): (request: Request) => Promise<Response> | null {
  const held = new Map<string, () => void>();
  const early = new Set<string>();

  async function page(url: URL): Promise<Response> {
    const {searchParams} = url;
    const answer = await fetchSession(new URL(`${endpoint}/sessions/${searchParams.get('session')}`, url));
    const isInline = searchParams.get('style') !== 'linked';
    const attributes: Record<string, string> = JSON.parse(searchParams.get('attributes') ?? '{}');
    const options: RenderOptions = {endpoint, lang: 'en', attributes, ...(isInline && {nonce: NONCE})};
    const script = `${PATH}/script?key=${searchParams.get('key')}`;
    const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <script nonce="${NONCE}">addEventListener('securitypolicyviolation', ({violatedDirective, blockedURI}) =>
        (window.violations ??= []).push(violatedDirective + ' ' + blockedURI));</script>
      <script nonce="${NONCE}" type="module" src="${script}"></script></head>
      <body>${renderCheckout(await answer.json(), options)}<p>Below the order</p></body></html>`;
    const style = isInline ? `'nonce-${NONCE}'` : "'self'";
    return new Response(html, {
      headers: {'Content-Type': 'text/html', 'Content-Security-Policy': policyFor(sandbox, style)},
    });
  }

  /** Waits until it is released; the limit is only there for a test that fails. */
  async function script(key: string): Promise<Response> {
    if (!early.has(key)) {
      await new Promise<void>((resolve) => {
        held.set(key, resolve);
        setTimeout(resolve, 60_000).unref();
      });
    }
    return new Response("import '/widget/monime-checkout.js';", {headers: {'Content-Type': 'text/javascript'}});
  }

  return (request) => {
    const url = new URL(request.url);
    const key = url.searchParams.get('key') ?? '';
    if (url.pathname === `${PATH}/page`) return page(url);
    if (url.pathname === `${PATH}/script`) return script(key);
    if (url.pathname === `${PATH}/release`) {
      early.add(key);
      held.get(key)?.();
      return Promise.resolve(new Response(null, {status: 204}));
    }
    if (url.pathname !== PATH) return null;
    return request.json().then(([session, options]) => new Response(renderCheckout(session, options)));
  };
}
