import {describe, expect, it} from 'vitest';
import type {CheckoutSession} from '../../../../src/core/session.ts';
import {
  checkoutStylesheet,
  renderCheckout,
  type RenderOptions,
} from '../../../../src/server/rendering/render-checkout.ts';
import {monimeAt, startShop} from '../shop.ts';

const ITEM = {
  name: 'Exercise book',
  description: null,
  quantity: 2,
  unitAmount: 2550,
  currency: 'SLE',
  imageUrl: null,
};
const SESSION: CheckoutSession = {
  id: 'scs-1042',
  provider: 'monime',
  status: 'open',
  title: 'Order 1042',
  description: null,
  merchant: 'Kola Nut Books',
  orderNumber: null,
  lineItems: [ITEM],
  totals: [{currency: 'SLE', amount: 5100}],
  accent: '#aa3300',
  hostedUrl: 'https://checkout.monime.io/scs-1042',
  expiresAt: '2026-03-02T09:24:40.000Z',
  createdAt: null,
  methods: [],
  feesPassedOn: false,
  testMode: null,
  framing: 'unknown',
  serverTime: '2026-03-02T09:00:00.000Z',
};

const render = (changes: Partial<CheckoutSession> = {}, options: Partial<RenderOptions> = {}) =>
  renderCheckout({...SESSION, ...changes}, {endpoint: '/checkout', ...options});

function linkTexts(html: string): string[] {
  return [...html.matchAll(/<a\s[^>]*>([^<]*)<\/a>/g)].map(([, text = '']) => text);
}

/** The code and the path of what is thrown. */
function refusal(work: () => unknown): unknown {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error && 'path' in error ? [error.code, error.path] : error;
  }
}

describe('renderCheckout', () => {
  it('renders an element with its session, a card, and a link for browsers that know no declarative shadow root', () => {
    const html = render({}, {lang: 'fr', attributes: {mode: 'popup', id: 'pay'}});
    const start =
      '<monime-checkout session-id="scs-1042" endpoint="/checkout" lang="fr" rendered="" mode="popup" id="pay">';
    expect(html.startsWith(`${start}<template shadowrootmode="open">`)).toBe(true);
    expect(html).toMatch(
      /<a href="\/checkout\/go\/scs-1042" target="_top">Payer [^<]*51,00[^<]*<\/a><\/monime-checkout>$/,
    );
    expect(html).toContain('<script type="application/json">{"id":"scs-1042"');
    expect(html).not.toContain('style="');
  });

  it('lets no text of an order out of its place', () => {
    const title = `</template></script><img src=x onerror="alert(1)"><!--`;
    const html = render({title, merchant: title, lineItems: [{...ITEM, name: title}]});
    expect(html).not.toContain('<img');
    expect(html.match(/<\/template>/g)).toHaveLength(1);
    expect(html.match(/<\/script>/g)).toHaveLength(1);
  });

  it.each([
    ['open', 'Pay SLE'],
    ['completed', 'Payment received'],
    ['cancelled', 'Payment cancelled'],
    ['expired', 'expired'],
    ['processing', 'Checking your payment'],
  ] as const)('says what a server can know: %s', (status, text) => {
    const html = render({status});
    expect(html.slice(0, html.indexOf('</template>'))).toContain(text);
    expect(html.includes('/go/')).toBe(status === 'open' || status === 'processing');
  });

  it.each([
    ['en', 'Total before processing fee'],
    ['fr', 'Total avant frais de traitement'],
    ['ar', 'الإجمالي قبل الرسوم'],
    ['kri', 'Tɔtal bifo di pemɛnt chaj'],
    ['fil', 'Kabuuan bago ang processing fee'],
  ])('labels a total to which a fee is added, and promises no amount (%s)', (lang, label) => {
    const options = {lang, attributes: {'draft-languages': ''}};
    const html = render({feesPassedOn: true}, options);
    expect(html).toContain(`<span>${label}</span>`);
    expect(linkTexts(html)).toEqual([expect.not.stringMatching(/[\d٠-٩]/), expect.not.stringMatching(/[\d٠-٩]/)]);
    expect(linkTexts(render({}, options))).toEqual([
      expect.stringMatching(/[\d٠-٩]/),
      expect.stringMatching(/[\d٠-٩]/),
    ]);
    expect(render({feesPassedOn: true, status: 'completed'}, options)).not.toContain('class="sum"');
    expect(render({}, options)).not.toContain(label);
  });

  it('shows no time left, as nobody knows when the page is read', () => {
    expect(render({expiresAt: null})).not.toContain('part="time-left"');
    expect(render()).toMatch(/class="time-left unknown"[^>]*aria-hidden="true"/);
  });

  it('has its style inside with a nonce, else links to it', () => {
    const inline = render({}, {nonce: 'a"b'});
    expect(inline).toContain('<style nonce="a&quot;b">');
    expect(inline).toContain('--_accent:var(--monime-checkout-accent,#aa3300)');
    expect(inline).not.toContain('rel="stylesheet"');
    const url = checkoutStylesheet(SESSION, {endpoint: '/checkout/'});
    expect(url).toMatch(/^\/checkout\/card\/[0-9a-f]{12}\/aa3300\.css$/);
    expect(render()).toContain(`<link rel="stylesheet" href="${url}">`);
    expect(checkoutStylesheet({accent: null}, {endpoint: ''})).toMatch(/\/theme\.css$/);
  });

  it('prefers the accent of the page', () => {
    expect(render({}, {accent: '#0AF'})).toContain('/00aaff.css');
  });

  it.each([
    ['a colour that is none', () => render({}, {accent: 'red;}'}), ['invalid_configuration', 'accent']],
    ['a listener', () => render({}, {attributes: {onclick: 'a'}}), ['invalid_configuration', 'attributes.onclick']],
    ['a style', () => render({}, {attributes: {style: 'a'}}), ['invalid_configuration', 'attributes.style']],
    [
      'a name that ends the tag',
      () => render({}, {attributes: {'a>': ''}}),
      ['invalid_configuration', 'attributes.a>'],
    ],
    [
      'an attribute of its own',
      () => render({}, {attributes: {Rendered: ''}}),
      ['invalid_configuration', 'attributes.Rendered'],
    ],
    [
      'a secret',
      () => render({}, {attributes: {'data-k': 'sk_live_abcdefgh1234'}}),
      ['secret_refused', 'attributes.data-k'],
    ],
    ['a hosted page of a stranger', () => render({hostedUrl: 'https://evil.example/'}), ['unsafe_url', 'hostedUrl']],
    ['a session without an id', () => render({id: null}), ['invalid_session', 'id']],
  ])('refuses %s', (_, work, expected) => {
    expect(refusal(work)).toEqual(expected);
  });

  it('takes a hosted page on a host that the page allows', () => {
    const html = render({hostedUrl: 'https://pay.example/a'}, {allowedHosts: 'pay.example'});
    expect(html).toContain('allowed-hosts="pay.example"');
  });
});

describe('the style of a rendered card', () => {
  async function ask(path: string): Promise<{status: number; cache: string | null; type: string | null; css: string}> {
    const {checkout, base} = await startShop<unknown>(monimeAt);
    const response = await checkout.fetch(new Request(base + path));
    const {status, headers} = response;
    return {status, cache: headers.get('cache-control'), type: headers.get('content-type'), css: await response.text()};
  }

  it('is served under its URL, for ever', async () => {
    const {status, cache, type, css} = await ask(checkoutStylesheet({accent: '#123456'}, {endpoint: ''}));
    expect([status, type, cache]).toEqual([200, 'text/css; charset=utf-8', 'public, max-age=31536000, immutable']);
    expect(css).toContain('#123456');
  });

  it('is not kept under the URL of another version', async () => {
    expect(await ask('/card/0123456789ab/theme.css')).toMatchObject({status: 200, cache: 'no-store'});
  });

  it.each(['/card/0123456789ab/red.css', '/card/0123456789ab/12345.css', '/card/a/%7D.css'])(
    'is not there for what is no colour: %s',
    async (path) => {
      expect((await ask(path)).status).toBe(404);
    },
  );
});
