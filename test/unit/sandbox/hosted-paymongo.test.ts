import {describe, expect, it} from 'vitest';
import {control, createPayMongo, getPayMongo, payMongoOrder, startSandbox} from './client.ts';
import {visit} from './customer.ts';

const payPayMongo = 'Pay PHP 1,800.00';
const valid = {expiry: '12/34', cvc: '123'};

describe("PayMongo's hosted page", () => {
  const openPage = async () => {
    const sandbox = await startSandbox();
    const {id, attributes} = await createPayMongo(sandbox);
    const intent = async () => (await getPayMongo(sandbox, id)).attributes.payment_intent.attributes;
    return {sandbox, id, intent, page: await visit(sandbox, attributes.checkout_url)};
  };

  it.each([
    ['gcash', 'GCash', 'Authorise payment'],
    ['paymaya', 'Maya', 'Authorise payment'],
    ['qrph', 'QR Ph', 'I have paid'],
  ])('takes %s after a page of its own', async (method, heading, button) => {
    const {page, intent} = await openPage();
    const step = await page.press(payPayMongo, {method});
    expect(step.heading).toBe(heading);
    expect(await intent()).toMatchObject({status: 'awaiting_next_action', next_action: {type: 'redirect'}});
    const done = await step.press(button);
    expect(done.heading).toBe('Payment received (sandbox)');
    expect(done.html).toContain(`href="${payMongoOrder.success_url}"`);
    expect(await intent()).toMatchObject({status: 'succeeded', next_action: null});
  });

  it.each([
    ['gcash', 'Fail payment', 'not authorised'],
    ['qrph', 'Let the code expire', 'not confirmed in time'],
  ])('returns to the methods where %s fails', async (method, button, alert) => {
    const {page, intent} = await openPage();
    const failed = await (await page.press(payPayMongo, {method})).press(button);
    expect(failed.alert).toContain(alert);
    expect((await intent()).status).toBe('awaiting_payment_method');
  });

  it('is in process while a wallet takes its time', async () => {
    const {page, intent} = await openPage();
    const step = await page.press(payPayMongo, {method: 'paymaya'});
    const waiting = await step.press('Authorise, and be confirmed later');
    expect(waiting.heading).toBe('Your payment is being processed');
    expect((await intent()).status).toBe('processing');
  });

  it('declines a card after 3-D Secure that authenticated', async () => {
    const {page} = await openPage();
    const step = await page.press(payPayMongo, {method: 'card', card: '5234 0000 0000 0106', ...valid});
    expect((await step.press('Authorise payment')).alert).toContain('not authorised');
  });

  it('asks for 3-D Secure, and returns to the methods where that fails', async () => {
    const {page, intent} = await openPage();
    const step = await page.press(payPayMongo, {method: 'card', card: '4120 0000 0000 0007', ...valid});
    expect(step.heading).toBe('3-D Secure');
    const failed = await step.press('Fail payment');
    expect(failed.alert).toContain('not authorised');
    expect(await intent()).toMatchObject({
      status: 'awaiting_payment_method',
      last_payment_error: {failed_code: 'authentication_failed'},
    });
    const again = await failed.press(payPayMongo, {method: 'card', card: '4120000000000007', ...valid});
    expect((await again.press('Authorise payment')).heading).toBe('Payment received (sandbox)');
  });

  it('goes back to the shop on cancel and leaves the session payable', async () => {
    const {sandbox, id, page, intent} = await openPage();
    const step = await page.press(payPayMongo, {method: 'gcash'});
    expect((await step.press('Cancel and return to the shop')).heading).toBe(`GET ${payMongoOrder.cancel_url}`);
    expect((await getPayMongo(sandbox, id)).attributes.status).toBe('active');
    expect(await intent()).toMatchObject({status: 'awaiting_payment_method', last_payment_error: null});
  });

  it('does not call back what the provider works on when the customer cancels', async () => {
    const {sandbox, id, page, intent} = await openPage();
    await control(sandbox, id, {action: 'process'});
    await page.press('Cancel and return to the shop');
    expect((await intent()).status).toBe('processing');
  });

  it('posts back to the shop on cancel where the return is switched to POST', async () => {
    const sandbox = await startSandbox({switches: {paymongo: {returnMethod: 'post'}}});
    const {attributes} = await createPayMongo(sandbox);
    const page = await visit(sandbox, attributes.checkout_url);
    const back = await page.press('Cancel and return to the shop');
    expect((await back.press('Return to the shop')).heading).toBe(`POST ${payMongoOrder.cancel_url}`);
  });

  it('has no way to cancel where the order names no address for it', async () => {
    const sandbox = await startSandbox();
    const {attributes} = await createPayMongo(sandbox, {cancel_url: null});
    expect((await visit(sandbox, attributes.checkout_url)).html).not.toContain('Cancel');
  });

  it('offers no methods that the order does not name', async () => {
    const sandbox = await startSandbox();
    const {attributes} = await createPayMongo(sandbox, {payment_method_types: ['qrph']});
    const page = await visit(sandbox, attributes.checkout_url);
    expect(page.html).toContain('QR Ph');
    expect(page.html).not.toContain('GCash');
  });
});
