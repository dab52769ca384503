import {describe, expect, it} from 'vitest';
import {control, createMonime, createPayMongo, getMonime, startSandbox} from './client.ts';
import {visit} from './customer.ts';
import {openShop} from './shop.ts';

describe('the dashboard', () => {
  it('shows keys, test numbers and sessions at its root', async () => {
    const sandbox = await startSandbox({monime: {token: 'mon_test_other'}});
    const {id} = await createPayMongo(sandbox);
    const {html, headers} = await visit(sandbox, '/');
    const secrets = ['mon_test_other', 'spc-sandbox', 'sk_test_sandbox', 'whsk_sandbox'];
    for (const text of [...secrets, `${sandbox.origin}/paymongo`, '076 000 002']) expect(html).toContain(text);
    expect(html).toContain(`href="/sessions/${id}"`);
    expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
  });

  it.each([
    ['Pay', 'completed', 'Paid: Mobile Money'],
    ['Decline an attempt', 'pending', 'Payment declined: Mobile Money'],
    ['Leave it in process', 'pending', 'Payment in process'],
    ['Cancel', 'cancelled', 'Cancelled'],
    ['Expire', 'expired', 'Expired'],
    ['Reopen', 'pending', 'Reopened'],
  ])('has a button for an outcome: %s', async (button, status, entry) => {
    const sandbox = await startSandbox();
    const {id, name} = await createMonime(sandbox);
    const page = await visit(sandbox, `/sessions/${id}`);
    expect(page.heading).toBe(name);
    expect(page.html).toMatch(/<time datetime="[^"]+">[^<]+<\/time>\s*<span>Created<\/span>/);
    const after = await page.press(button);
    expect(after.heading).toBe(name);
    expect(after.html).toContain(`<span>${entry}</span>`);
    expect((await getMonime(sandbox, id)).status).toBe(status);
  });

  it('leaves a session alone that is told nonsense', async () => {
    const sandbox = await startSandbox();
    const {id} = await createMonime(sandbox);
    const body = new URLSearchParams({action: 'constructor'});
    expect((await sandbox.ask(`/sessions/${id}`, {method: 'POST', body})).status).toBe(303);
    expect((await getMonime(sandbox, id)).status).toBe('pending');
  });

  it('shows every delivery with request and answer, and sends it again', async () => {
    const shop = await openShop();
    shop.answers = [503];
    const sandbox = await startSandbox({webhooks: {monime: {url: shop.url, events: ['checkout_session.cancelled']}}});
    const {id} = await createMonime(sandbox);
    await control(sandbox, id, {action: 'cancel'});
    await expect.poll(() => shop.received.length).toBe(1);

    const list = await visit(sandbox, '/webhooks');
    const [, url = ''] = /href="(\/webhooks\/wkd-[^"]+)"/.exec(list.html) ?? [];
    expect((await visit(sandbox, `/sessions/${id}`)).html).toContain(`href="${url}"`);
    await expect.poll(async () => (await visit(sandbox, url)).html).toContain('Answered 503');
    const page = await visit(sandbox, url);
    expect(page.heading).toBe('checkout_session.cancelled');
    for (const text of [`POST ${shop.url}`, 'Monime-Signature: t=', 'Thanks', id, 'waiting']) {
      expect(page.html).toContain(text);
    }
    const after = await page.press('Send again');
    expect(after.html).toContain('Answered 200');
    expect(after.html).toContain('delivered');
    expect(shop.received[1]?.text).toBe(shop.received[0]?.text);
  });

  it('says so where there is nothing', async () => {
    const sandbox = await startSandbox();
    for (const path of ['/sessions/scs-1', '/webhooks/wkd-1']) {
      for (const method of ['GET', 'POST']) expect((await sandbox.ask(path, {method})).status).toBe(404);
    }
    expect((await visit(sandbox, '/webhooks')).html).toContain('None.');
  });
});
