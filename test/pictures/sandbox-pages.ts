import type {HTTPRequest, Page} from 'puppeteer-core';
import * as z from 'zod/mini';
import {createSandbox, SANDBOX_KEYS, type Sandbox} from '../../src/sandbox/index.ts';

/** What `npx monime-checkout sandbox` prints. */
const ORIGIN = 'http://localhost:4010';

const order = {
  name: 'Order FT-AB12CD',
  successUrl: 'https://shop.example/thanks',
  cancelUrl: 'https://shop.example/cart',
  lineItems: [
    {name: 'Rice, 25 kg bag', price: {currency: 'SLE', value: 68_000}, quantity: 1},
    {name: 'Red palm oil, 1 litre', price: {currency: 'SLE', value: 3800}, quantity: 1},
  ],
};

const Created = z.object({result: z.object({id: z.string(), redirectUrl: z.string()})});

/** Creates a session as a server does. */
async function createSession({fetch: ask}: Sandbox) {
  const response = await ask(
    new Request(`${ORIGIN}/monime/v1/checkout-sessions`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${SANDBOX_KEYS.monime.token}`,
        'Monime-Space-Id': SANDBOX_KEYS.monime.spaceId,
        'Content-Type': 'application/json',
        'Idempotency-Key': order.name,
      },
      body: JSON.stringify(order),
    }),
  );
  return z.parse(Created, await response.json()).result;
}

/** Answers the page's request from the sandbox, without a server: the address is the one that readers have. */
async function answer({fetch: ask}: Sandbox, request: HTTPRequest): Promise<void> {
  const response = await ask(new Request(request.url(), {headers: request.headers()}));
  await request.respond({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}

/** Opens a page of a sandbox that is the same each time: the payment page of an order, or that order on the dashboard. */
export function openSandbox(what: 'page' | 'dashboard') {
  return async (page: Page): Promise<undefined> => {
    const sandbox = createSandbox({seed: 1, origin: ORIGIN});
    const {id, redirectUrl} = await createSession(sandbox);
    const dashboard = `${ORIGIN}/sessions/${id}`;
    if (what === 'dashboard') {
      const body = new URLSearchParams({action: 'pay'});
      await sandbox.fetch(new Request(dashboard, {method: 'POST', body}));
    }
    const listener = (request: HTTPRequest) => void answer(sandbox, request);
    page.on('request', listener);
    await page.setRequestInterception(true);
    try {
      // Also for the icon.
      await page.goto(what === 'page' ? redirectUrl : dashboard, {waitUntil: 'networkidle0'});
    } finally {
      await page.setRequestInterception(false);
      page.off('request', listener);
      sandbox.close();
    }
  };
}
