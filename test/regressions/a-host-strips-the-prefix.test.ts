/**
 * Reported: a handler behind Next.js's `basePath`, which it does not see, gave out URLs without it.
 * https://github.com/4lejandrito/next-plausible/issues/62
 * https://github.com/axiomhq/next-axiom/issues/29
 */
import {describe, expect, it} from 'vitest';
import {MONIME, monimeWith} from '../unit/server/signing.ts';
import {MONIME_ORDER, listen, referenceIn, startShop} from '../unit/server/shop.ts';

const PUBLIC_PATH = '/shop/checkout';

/** A shop behind a server that takes a prefix away from the path before the shop gets to see it. */
async function startBehind(prefix: string, basePath: string) {
  let inner = '';
  const origin = await listen(async (request) => {
    const {pathname, search} = new URL(request.url);
    if (!pathname.startsWith(`${prefix}/`)) return new Response('The rest of the site', {status: 404});
    const {method, headers} = request;
    const body = method === 'POST' ? await request.arrayBuffer() : null;
    const url = inner + pathname.slice(prefix.length) + search;
    const answer = await fetch(url, {method, headers, body, redirect: 'manual'});
    return new Response(answer.body, answer);
  });
  const completed: unknown[] = [];
  const shop = await startShop((provider) => monimeWith(provider), {
    origin,
    basePath,
    publicPath: PUBLIC_PATH,
    createSession: () => ({...MONIME_ORDER, reference: 'order-7'}),
    onCompleted: (_, {reference}) => completed.push(reference),
  });
  inner = shop.origin;
  const {id} = await shop.checkout.create({...MONIME_ORDER, reference: 'order-7'});
  return {...shop, id: String(id), reference: referenceIn(shop.provider), base: origin + PUBLIC_PATH, completed};
}

describe.each([
  ['a proxy that strips the whole path', PUBLIC_PATH, '/'],
  ['a framework that strips its own basePath', '/shop', '/checkout'],
])('behind %s', (_, prefix, basePath) => {
  it('tells the provider return URLs that lead back through it', async () => {
    const {provider, base, reference, id} = await startBehind(prefix, basePath);
    const body = provider.received[0]?.body;
    for (const outcome of ['success', 'cancel']) {
      const url = `${base}/return/${outcome}?ref=${reference}`;
      expect(body).toContain(`"${url}"`);
      const page = await fetch(url, {method: 'POST', body: new URLSearchParams({any: 'thing'})});
      expect([page.status, page.url]).toEqual([200, url]);
      const html = await page.text();
      expect(html).toContain(`data-reference="${id}"`);
      const files = [...html.matchAll(/(?:src|href)="(\/[^"]*)"/g)].map(([, path = '']) => path);
      expect(files).toHaveLength(2);
      for (const file of files) expect((await fetch(new URL(file, base))).status).toBe(200);
    }
  });

  it('notes in a cookie that the browser sends back that the session was started', async () => {
    const {base, reference, id} = await startBehind(prefix, basePath);
    const headers = {'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Dest': 'document'};
    const answer = await fetch(`${base}/go/${id}`, {headers, redirect: 'manual'});
    const [cookie = '', ...attributes] = String(answer.headers.get('Set-Cookie')).split('; ');
    expect(answer.status).toBe(303);
    expect(attributes).toContain(`Path=${PUBLIC_PATH}`);
    const started = await fetch(`${base}/returns/${reference}`, {headers: {Cookie: cookie}});
    expect(await started.json()).toEqual({id, started: true});
  });

  it('creates and reads the session, and takes webhooks', async () => {
    const {base, provider, id, completed} = await startBehind(prefix, basePath);
    const headers = {Origin: new URL(base).origin, 'Content-Type': 'application/json'};
    const created = await fetch(`${base}/sessions`, {method: 'POST', headers, body: '{}'});
    expect(await created.json()).toMatchObject({id, status: 'open'});
    await provider.act(id, 'pay');
    const body = JSON.stringify(MONIME.event(id));
    const signed = {'Monime-Signature': MONIME.sign(body)};
    expect((await fetch(`${base}/webhooks`, {method: 'POST', body, headers: signed})).status).toBe(200);
    expect(completed).toEqual(['order-7']);
    expect(await (await fetch(`${base}/sessions/${id}`)).json()).toMatchObject({status: 'completed'});
  });

  it('styles the page of a link that leads nowhere', async () => {
    const {base} = await startBehind(prefix, basePath);
    const page = await fetch(`${base}/go/scs-unknown`, {headers: {Accept: 'text/html'}});
    expect(await page.text()).toContain(`href="${PUBLIC_PATH}/return.css"`);
  });
});
