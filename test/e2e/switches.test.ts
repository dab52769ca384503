import {SANDBOX_KEYS} from 'monime-checkout/sandbox';
import {describe, expect, it} from 'vitest';
import {closes, press, sees} from './customer.ts';
import {payByCard, payByGCash} from './hosted.ts';
import {openMerchant, type OpenMerchant, SCRIPT} from './open-merchant.ts';

describe.each(['allowed', 'refused'] as const)(
  'Monime, which has framing %s, of which the merchant says nothing',
  (framing) => {
    const merchant = openMerchant({monime: {framing}});

    it('is paid in a window', async () => {
      const session = await merchant.order('monime');
      const customer = await merchant.enter();
      await customer.page.goto(merchant.serveCheckout('monime', session));
      const popup = await customer.popup(() => customer.pay(91.5, 'SLE'));
      await payByCard(popup, '91.50');
      await closes(popup);
      await sees(customer.page, 'Thank you.');
      await customer.hears('ready', 'open', 'complete', 'close');
      expect(merchant.completed).toEqual([session.id]);
    });
  },
);

describe('Monime, which refuses frames though the merchant says otherwise', () => {
  const merchant = openMerchant({monime: {framing: 'refused'}});

  it('is paid in the window that the dialog offers', async () => {
    const session = await merchant.order('framed');
    const customer = await merchant.enter();
    customer.forgive(/frame-ancestors|X-Frame-Options/);
    await customer.page.goto(merchant.serveCheckout('framed', session));
    await customer.pay(91.5, 'SLE');
    const popup = await customer.popup(() => press(customer.page, 'Open in a new window', 'link'));
    await payByCard(popup, '91.50');
    await closes(popup);
    await sees(customer.page, 'Thank you.');
    await customer.hears('ready', 'open', 'complete', 'close');
    expect(merchant.completed).toEqual([session.id]);
  });
});

/** Serves a page that asks PayMongo itself, and one to come back to. */
async function serveWithoutEndpoint(merchant: OpenMerchant): Promise<string> {
  const script = '<script src="/widget/return.js" data-outcome="success"></script>';
  const back = merchant.serve(script);
  const {clientKey} = await merchant.orderByHand({success: back, cancel: back});
  return merchant.serve(
    `${SCRIPT}<monime-checkout client-key="${clientKey}" public-key="${SANDBOX_KEYS.paymongo.publicKey}"
      api-url="${merchant.sandboxUrl}/paymongo"></monime-checkout>`,
  );
}

describe.each(['payments', 'all-payments'] as const)(
  'PayMongo, which lets other sites read by the public key, all but %s',
  (withheld) => {
    const merchant = openMerchant({paymongo: {cors: true, withheld}});

    it('is paid without an endpoint', async () => {
      const customer = await merchant.enter();
      await customer.page.goto(await serveWithoutEndpoint(merchant));
      const popup = await customer.popup(() => customer.pay(91.5, 'PHP'));
      await payByGCash(popup, '91.50');
      await closes(popup);
      await sees(customer.page, 'Thank you.');
      await customer.hears('ready', 'open', 'complete', 'close');
    });
  },
);

describe('PayMongo, which does not', () => {
  const merchant = openMerchant({paymongo: {cors: false}});

  it('says that the read was refused', async () => {
    const customer = await merchant.enter();
    customer.forgive(/blocked by CORS policy|net::ERR_FAILED/);
    await customer.page.goto(await serveWithoutEndpoint(merchant));
    await sees(customer.page, 'Your order could not be loaded');
    await customer.hears('error');
    expect(await customer.page.evaluate("document.querySelector('monime-checkout').error.code")).toBe('cors_refused');
  });
});
