import {expect, type Page} from '@playwright/test';
import axe from 'axe-core';
import {createMonime, createPayMongo, test} from './sandbox.ts';

test.use({viewport: {width: 320, height: 640}});

const RULES = {
  light: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // Only the colours are others.
  dark: ['color-contrast', 'link-in-text-block'],
};

/** What keeps somebody from using the page: rules of WCAG that it breaks, and a width that it does not fit. */
async function obstacles(page: Page, runOnly: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(async (rules) => {
    const {run}: typeof axe = Reflect.get(window, 'axe');
    const {violations} = await run({runOnly: rules});
    return violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html}`));
  }, runOnly);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  return width > 320 ? [...found, `${width} pixels wide`] : found;
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({colorScheme});

    test("Monime's pages are for everybody, on a small phone too", async ({page, sandbox, sandboxUrl}) => {
      const {id, url} = await createMonime(sandboxUrl);
      await page.goto(url);
      expect(await obstacles(page, RULES[colorScheme])).toEqual([]);
      await page.getByRole('radio', {name: 'Card'}).check();
      expect(await obstacles(page, RULES[colorScheme])).toEqual([]);
      await page.getByRole('button', {name: /^Pay/}).click();
      await expect(page.getByRole('alert')).toBeFocused();
      expect(await obstacles(page, RULES[colorScheme])).toEqual([]);
      await page.getByRole('radio', {name: 'Mobile Money'}).check();
      await page.getByLabel('Phone number').fill('076 000 003');
      await page.getByRole('button', {name: /^Pay/}).click();
      await expect(page.getByRole('heading', {name: 'Confirm on your phone'})).toBeVisible();
      expect(await obstacles(page, RULES[colorScheme])).toEqual([]);
      await sandbox.process(id);
      await page.goto(url);
      expect(await obstacles(page, RULES[colorScheme])).toEqual([]);
      await sandbox.decline(id);
      await sandbox.expire(id);
      await page.goto(url);
      expect(await obstacles(page, RULES[colorScheme])).toEqual([]);
      await page.goto(`${sandboxUrl}/sessions/${id}`);
      expect(await obstacles(page, RULES[colorScheme])).toEqual([]);
    });

    test("PayMongo's pages are for everybody, on a small phone too", async ({page, sandbox, sandboxUrl}) => {
      const {id, url} = await createPayMongo(sandboxUrl);
      await page.goto(url);
      expect(await obstacles(page, RULES[colorScheme])).toEqual([]);
      for (const method of ['GCash', 'QR Ph']) {
        await page.getByRole('radio', {name: method}).check();
        await page.getByRole('button', {name: /^Pay/}).click();
        await expect(page.getByRole('heading', {name: method})).toBeVisible();
        expect(await obstacles(page, RULES[colorScheme])).toEqual([]);
        await page.getByRole('button', {name: 'Choose another way to pay'}).click();
      }
      await sandbox.pay(id);
      // The address differs in its fragment alone, which is no reason to load the page anew.
      await page.goto('about:blank');
      await page.goto(url);
      await expect(page.getByRole('heading', {name: 'This order is paid already'})).toBeVisible();
      expect(await obstacles(page, RULES[colorScheme])).toEqual([]);
    });

    test('the dashboard is for everybody, on a small phone too', async ({page, sandbox, sandboxUrl}) => {
      const {id} = await createMonime(sandboxUrl);
      await sandbox.cancel(id);
      await sandbox.expectDelivered(id, 'checkout_session.cancelled');
      for (const path of ['/', `/sessions/${id}`, '/webhooks', '/sessions/scs-unknown']) {
        await page.goto(sandboxUrl + path);
        expect(await obstacles(page, RULES[colorScheme])).toEqual([]);
      }
      await page.goto(`${sandboxUrl}/sessions/${id}`);
      await page.getByRole('link', {name: 'checkout_session.cancelled'}).click();
      await expect(page.getByRole('heading', {name: 'checkout_session.cancelled'})).toBeVisible();
      expect(await obstacles(page, RULES[colorScheme])).toEqual([]);
    });
  });
}

test('pays by keyboard alone', async ({page, sandbox, sandboxUrl}) => {
  const {id, url} = await createMonime(sandboxUrl);
  await page.goto(url);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('radio', {name: 'Mobile Money'})).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.type('076 000 001');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', {name: 'Confirm on your phone'})).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', {name: 'Confirm on phone'})).toBeFocused();
  await page.keyboard.press('Enter');
  await sandbox.expectStatus(id, 'completed');
});

test('shows an expiry to the customer who is looking', async ({page, sandbox, sandboxUrl}) => {
  await sandbox.turn({monime: {lifetime: 1500}});
  const {url} = await createMonime(sandboxUrl);
  await page.goto(url);
  await expect(page.getByRole('heading', {name: 'This checkout has expired'})).toBeVisible();
});

test('shows a slow confirmation to the customer who waits, and takes them back', async ({
  page,
  sandbox,
  sandboxUrl,
  hosted,
}) => {
  await sandbox.turn({sandbox: {confirmation: 500}});
  const {url} = await createMonime(sandboxUrl);
  await page.goto(url);
  await hosted(page).pay({method: 'momo', number: '076 000 003'});
  await expect(page.getByRole('heading', {name: 'Your payment is being processed'})).toBeVisible();
  await expect(page.getByRole('heading', {name: 'Payment received'})).toBeVisible();
  await page.waitForURL(/r=success/);
});

test('pays without script', async ({browser, sandbox, sandboxUrl, hosted}) => {
  const context = await browser.newContext({javaScriptEnabled: false});
  const page = await context.newPage();
  await sandbox.turn({sandbox: {confirmation: 500}});
  const {id, url} = await createMonime(sandboxUrl);
  await page.goto(url);
  await hosted(page).pay({method: 'bank', number: '1000003'});
  await expect(page.getByRole('heading', {name: 'Payment received'})).toBeVisible({timeout: 10_000});
  await sandbox.expectStatus(id, 'completed');
  await context.close();
});
