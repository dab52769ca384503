import {describe, expect, it} from 'vitest';
import {control, createMonime, getMonime, monimeOrder, startSandbox} from './client.ts';
import {visit} from './customer.ts';

const {successUrl, cancelUrl} = monimeOrder;
const payMonime = 'Pay SLE 91.50';
const valid = {expiry: '12/34', cvc: '123'};

describe("Monime's hosted page", () => {
  const openPage = async () => {
    const sandbox = await startSandbox();
    const session = await createMonime(sandbox);
    const status = async () => (await getMonime(sandbox, session.id)).status;
    return {sandbox, session, status, page: await visit(sandbox, session.redirectUrl)};
  };

  it('shows the order and every way to pay it', async () => {
    const {page} = await openPage();
    expect(page.status).toBe(200);
    expect(page.heading).toBe(monimeOrder.name);
    for (const word of ['Exercise book', 'SLE 76.50', 'Delivery', 'SLE 91.50', 'Mobile Money', 'Card', 'Bank']) {
      expect(page.html).toContain(word);
    }
    expect(page.html).not.toContain('GCash');
  });

  it('takes Mobile Money after a confirmation on the phone, and posts back to the shop', async () => {
    const {page, status} = await openPage();
    const prompt = await page.press(payMonime, {method: 'momo', phone: '+232 76 000 001'});
    expect(prompt.heading).toBe('Confirm on your phone');
    expect(await status()).toBe('pending');
    const done = await prompt.press('Confirm on phone');
    expect(done.heading).toBe('Payment received (sandbox)');
    expect(await status()).toBe('completed');
    expect((await done.press('Return to the shop')).heading).toBe(`POST ${successUrl}`);
  });

  it('says why an attempt was declined and takes another method in the same session', async () => {
    const {page, status} = await openPage();
    const prompt = await page.press(payMonime, {method: 'momo', phone: '076 000 002'});
    const declined = await prompt.press('Confirm on phone');
    expect(declined.alert).toContain('not enough money');
    expect(await status()).toBe('pending');
    const done = await declined.press(payMonime, {method: 'bank', account: '1000001'});
    expect(done.heading).toBe('Payment received (sandbox)');
    expect(await status()).toBe('completed');
  });

  it.each([
    ['card', {card: '4111 1111 1111 1111', ...valid}],
    ['card', {card: '5100000000000198', ...valid}],
    ['bank', {account: '1000002'}],
  ])('declines the %s of %o', async (method, fields) => {
    const {page, status} = await openPage();
    const declined = await page.press(payMonime, {method, ...fields});
    expect(declined.alert).toContain('declined');
    expect(await status()).toBe('pending');
  });

  it.each([
    ['Reject on phone', 'rejected on the phone'],
    ['Let the prompt time out', 'not confirmed in time'],
  ])('says so after %s', async (button, alert) => {
    const {page, status} = await openPage();
    const prompt = await page.press(payMonime, {method: 'momo', phone: '076 000 001'});
    const declined = await prompt.press(button);
    expect(declined.alert).toContain(alert);
    expect(await status()).toBe('pending');
  });

  it.each([
    ['momo', {phone: '076 000 003'}],
    ['bank', {account: '1000003'}],
  ])('waits for the slow confirmation of %s', async (method, fields) => {
    // Longer than the pages take to come on a busy machine.
    const sandbox = await startSandbox({switches: {sandbox: {confirmation: 2000}}});
    const {id, redirectUrl} = await createMonime(sandbox);
    const page = await (await visit(sandbox, redirectUrl)).press(payMonime, {method, ...fields});
    const waiting = method === 'momo' ? await page.press('Confirm on phone') : page;
    expect(waiting.heading).toBe('Your payment is being processed');
    expect(waiting.html).toContain(`data-refresh-url="/pay/${id}/return"`);
    expect(waiting.html).toContain(
      `<noscript><meta http-equiv="refresh" content="2; url=/pay/${id}/return" /></noscript>`,
    );
    await expect
      .poll(async () => (await visit(sandbox, `${redirectUrl}/return`)).heading, {timeout: 10_000})
      .toBe('Payment received (sandbox)');
    expect((await getMonime(sandbox, id)).status).toBe('completed');
  });

  it('forgets a slow confirmation when something else was decided meanwhile', async () => {
    const sandbox = await startSandbox({switches: {sandbox: {confirmation: 500}}});
    const [slow, after] = [await createMonime(sandbox), await createMonime(sandbox)];
    for (const {id, redirectUrl} of [slow, after]) {
      await (await visit(sandbox, redirectUrl)).press(payMonime, {method: 'bank', account: '1000003'});
      if (id === slow.id) await control(sandbox, id, {action: 'cancel'});
    }
    await expect.poll(async () => (await getMonime(sandbox, after.id)).status).toBe('completed');
    expect((await getMonime(sandbox, slow.id)).status).toBe('cancelled');
  });

  it('takes SafulPay after a page of its own', async () => {
    const {page, status} = await openPage();
    const step = await page.press(payMonime, {method: 'safulpay'});
    expect(step.heading).toBe('SafulPay');
    expect((await step.press('Authorise payment')).heading).toBe('Payment received (sandbox)');
    expect(await status()).toBe('completed');
  });

  it('looks again when the session is over', async () => {
    let now = 0;
    const sandbox = await startSandbox({now: () => now, switches: {monime: {lifetime: 10_000}}});
    const {id, redirectUrl} = await createMonime(sandbox);
    const page = await visit(sandbox, redirectUrl);
    expect(page.html).toContain(`data-refresh-url="/pay/${id}/return" data-refresh-delay="10250"`);
    now = 10_250;
    const over = await visit(sandbox, `${redirectUrl}/return`);
    expect(over.heading).toBe('This checkout has expired');
    expect(over.html).not.toContain('data-refresh-url');
  });

  it('returns from the phone prompt to the methods', async () => {
    const {page, session, sandbox} = await openPage();
    const prompt = await page.press(payMonime, {method: 'momo', phone: '076000001'});
    const back = await prompt.press('Choose another way to pay');
    expect(back.heading).toBe(monimeOrder.name);
    expect(back.alert).toBe('');
    expect((await visit(sandbox, session.redirectUrl)).heading).toBe(monimeOrder.name);
  });

  it('comes back to the step it was left at', async () => {
    const {page, session, sandbox} = await openPage();
    await page.press(payMonime, {method: 'momo', phone: '076000001'});
    expect((await visit(sandbox, session.redirectUrl)).heading).toBe('Confirm on your phone');
  });

  it('cancels the session, and posts back to the shop', async () => {
    const {page, status} = await openPage();
    const cancelled = await page.press('Cancel and return to the shop');
    expect(await status()).toBe('cancelled');
    expect((await cancelled.press('Return to the shop')).heading).toBe(`POST ${cancelUrl}`);
  });

  it('goes back by a link where the return is switched to GET', async () => {
    const sandbox = await startSandbox({switches: {monime: {returnMethod: 'get'}}});
    const {redirectUrl} = await createMonime(sandbox, {successUrl: 'https://shop.example/ok?a=1&b=2'});
    const page = await visit(sandbox, redirectUrl);
    const done = await page.press(payMonime, {method: 'bank', account: '1000001'});
    expect(done.html).toContain('<a class="button" href="https://shop.example/ok?a=1&amp;b=2" data-return>');
  });

  it.each([
    ['pay', 'This order is paid already'],
    ['cancel', 'This checkout was cancelled'],
    ['expire', 'This checkout has expired'],
    ['process', 'Your payment is being processed'],
  ])('tells a customer who comes after %s: %s', async (action, heading) => {
    const {sandbox, session} = await openPage();
    await control(sandbox, session.id, {action});
    const page = await visit(sandbox, session.redirectUrl);
    expect(page.heading).toBe(heading);
    expect(page.html).not.toContain('data-return');
  });

  it('does not take a payment that was begun before the session expired', async () => {
    let now = 0;
    const sandbox = await startSandbox({now: () => now, switches: {monime: {lifetime: 1000}}});
    const session = await createMonime(sandbox);
    const page = await visit(sandbox, session.redirectUrl);
    const prompt = await page.press(payMonime, {method: 'momo', phone: '076000001'});
    now = 1000;
    expect((await prompt.press('Confirm on phone')).heading).toBe('This checkout has expired');
    expect((await getMonime(sandbox, session.id)).status).toBe('expired');
  });

  it('offers only the methods that the order allows', async () => {
    const sandbox = await startSandbox();
    const {redirectUrl} = await createMonime(sandbox, {paymentOptions: {momo: {disable: true}, bank: {disable: true}}});
    const page = await visit(sandbox, redirectUrl);
    expect(page.html).toContain('value="card"');
    expect(page.html).not.toContain('value="momo"');
    expect((await page.press(payMonime, {method: 'momo', phone: '076000001'})).status).toBe(422);
  });

  it.each([
    [{momo: {disabledProviders: ['m17', 'm18']}}, false],
    [{momo: {disabledProviders: ['m17']}}, true],
    [{momo: {enabledProviders: ['m18'], disabledProviders: ['m17', 'm18']}}, true],
    [{momo: {enabledProviders: []}}, false],
  ])('offers Mobile Money as long as somebody is left to take it: %o', async (paymentOptions, offered) => {
    const sandbox = await startSandbox();
    const {redirectUrl} = await createMonime(sandbox, {paymentOptions});
    expect((await visit(sandbox, redirectUrl)).html.includes('value="momo"')).toBe(offered);
  });

  it.each([
    [{}, 'Choose how you want to pay.'],
    [{method: 'momo', phone: ''}, 'Enter a phone number'],
    [{method: 'momo', phone: '076 123 456'}, 'use one of the test numbers'],
    [{method: 'card', card: '4343434343434345', expiry: '01/20', cvc: '123'}, 'has expired'],
    [{method: 'card', card: '4343434343434345', expiry: '13/34', cvc: '123'}, 'MM/YY'],
    [{method: 'card', card: '4343434343434345', expiry: '12/34', cvc: '1'}, 'security code'],
  ])('asks to mend %o', async (fields, message) => {
    const {page, status} = await openPage();
    const again = await page.press(payMonime, fields);
    expect(again.status).toBe(422);
    expect(again.alert).toContain(message);
    expect(await status()).toBe('pending');
  });

  it('keeps what was typed when something has to be mended', async () => {
    const {page} = await openPage();
    const again = await page.press(payMonime, {method: 'card', card: '1234', expiry: '11/33', cvc: '999'});
    expect(again.html).toMatch(/value="card" checked/);
    for (const value of ['1234', '11/33', '999']) expect(again.html).toContain(`value="${value}"`);
    expect(again.html).toContain('aria-invalid="true"');
  });
});
