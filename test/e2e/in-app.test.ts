import {KnownDevices} from 'puppeteer-core';
import {describe, expect, it} from 'vitest';
import {press, sees} from './customer.ts';
import {openShop} from './open-shop.ts';

const shop = openShop();
const INSTAGRAM =
  'Mozilla/5.0 (Linux; Android 14; Pixel 5 Build/UQ1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 ' +
  'Chrome/120.0.0.0 Mobile Safari/537.36 Instagram 312.0.0.0 Android (34/14; 420dpi; 1080x2208; Google; Pixel 5)';

async function orderIn(userAgent: string | null) {
  const customer = await shop.enter();
  await customer.page.emulate(KnownDevices['Pixel 5']);
  if (userAgent !== null) await customer.page.setUserAgent({userAgent});
  await customer.order(shop.url('/manila'), 'Barako coffee, 250 g');
  return customer;
}

describe('in the browser of an app', () => {
  it('shows the way out: the own browser, or the link to copy', async () => {
    const {page} = await orderIn(INSTAGRAM);
    await sees(page, 'You are in the browser of Instagram');
    const link = await page.waitForSelector('::-p-aria([name="Open in your browser"][role="link"])');
    const href = await link?.evaluate((anchor) => anchor.getAttribute('href'));
    expect(href).toMatch(/^intent:\/\/127\.0\.0\.1:\d+\/pay\/.+#.+#Intent;scheme=http;end$/);
    await press(page, 'Copy the link');
    await page.waitForFunction(() => {
      const text = document.querySelector('monime-checkout')?.shadowRoot?.querySelector('.link')?.textContent ?? '';
      return /Copied|copy it yourself/.test(text);
    });
  });

  it('goes to the hosted page in the same tab', async () => {
    const customer = await orderIn(INSTAGRAM);
    await customer.pay(245, 'PHP');
    await sees(customer.page, 'How do you want to pay?');
    expect(await customer.page.browserContext().pages()).toHaveLength(1);
  });

  it('says nothing of it in a browser of its own', async () => {
    const {page} = await orderIn(null);
    await page.waitForFunction(() => document.querySelector('monime-checkout')?.phase === 'ready');
    await page.waitForNetworkIdle();
    const text = await page.$eval('monime-checkout', (element) => element.shadowRoot?.textContent);
    expect(text).toContain('245.00');
    expect(text).not.toContain('in the browser of');
  });
});

describe('the frame', () => {
  it('lets a bank ask in a window of its own, and take a form', async () => {
    const customer = await shop.enter();
    await customer.order(shop.url('/freetown'), 'Rice, 25 kg bag');
    await customer.pay(680, 'SLE');
    const frame = await customer.frame();
    await frame.waitForSelector('::-p-aria([name="Card"][role="radio"])');
    const bank = await customer.popup(async () => void (await frame.evaluate(() => void window.open('about:blank'))));
    expect(bank.url()).toBe('about:blank');
    await bank.close();
    await press(frame, 'Card', 'radio');
    await frame.locator('::-p-aria([name="Card number"][role="textbox"])').fill('4120 0000 0000 0007');
    await press(frame, 'Pay SLE 680.00');
    await press(frame, 'Authorise payment');
    await sees(customer.page, 'Payment received');
  });
});
