/**
 * Reported: a host that adds a slash to each path redirected webhooks, and the provider did not follow.
 * https://github.com/vercel/next.js/issues/15867
 * https://github.com/imranhsayed/woo-next/issues/82
 */
import {describe, expect, it, onTestFinished, vi} from 'vitest';
import style from 'virtual:card-style';
import {MONIME, monimeWith} from '../unit/server/signing.ts';
import {MONIME_ORDER, referenceIn, startShop} from '../unit/server/shop.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'DELETE'];

type Shop = Awaited<ReturnType<typeof start>>;

async function start(basePath: string) {
  const options = {basePath, createSession: () => ({...MONIME_ORDER, reference: 'order-7'})};
  const shop = await startShop((provider) => monimeWith(provider), options);
  const {id} = await shop.checkout.create({...MONIME_ORDER, reference: 'order-7'});
  const reference = referenceIn(shop.provider);
  const root = shop.origin + (basePath === '/' ? '' : basePath);
  const body = JSON.stringify(MONIME.event(String(id), 'checkout_session.expired'));
  return {...shop, root, id: String(id), reference, body, signature: MONIME.sign(body)};
}

/** A path of each route, and of none. */
const pathsOf = ({id, reference}: Shop): string[] => [
  '/sessions',
  `/sessions/${id}`,
  `/go/${id}`,
  `/card/${style.hash}/theme.css`,
  `/returns/${reference}`,
  '/return/success',
  '/return/cancel',
  '/return.js',
  '/return.css',
  '/webhooks',
  '/nothing',
];

/** Status, headers and body of an answer. */
async function answerTo(shop: Shop, method: string, path: string) {
  const {checkout, root, origin, reference, signature} = shop;
  const body = method === 'GET' || method === 'HEAD' ? null : shop.body;
  const headers = {
    Origin: origin,
    'Content-Type': 'application/json',
    'Access-Control-Request-Method': 'POST',
    'Sec-Fetch-Site': 'same-origin',
    'Sec-Fetch-Dest': 'document',
    'Monime-Signature': signature,
  };
  const answer = await checkout.fetch(new Request(`${root}${path}?ref=${reference}`, {method, body, headers}));
  return {status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text()};
}

describe.each(['/checkout', '/'])('a slash at the end of a path, below %s', (basePath) => {
  it('changes nothing for any route and method', async () => {
    // The time is a part of answers and of cookies.
    vi.useFakeTimers({toFake: ['Date'], now: Date.now()});
    onTestFinished(() => void vi.useRealTimers());
    const shop = await start(basePath);
    const statuses = new Set<number>();
    for (const path of pathsOf(shop)) {
      for (const method of METHODS) {
        const plain = await answerTo(shop, method, path);
        const withSlash = await answerTo(shop, method, `${path}/`);
        expect({method, path, ...withSlash}).toEqual({method, path, ...plain});
        statuses.add(plain.status);
      }
    }
    expect([...statuses].sort()).toEqual([200, 204, 303, 404, 405]);
  });
});
