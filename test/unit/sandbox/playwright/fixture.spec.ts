import {expect} from '@playwright/test';
import {createMonime, createPayMongo, test} from './sandbox.ts';

for (const method of ['momo', 'card', 'bank', 'safulpay'] as const) {
  test(`pays Monime by ${method}`, async ({page, sandbox, sandboxUrl, hosted}) => {
    const {id, url} = await createMonime(sandboxUrl);
    await page.goto(url);
    await hosted(page).pay({method});
    await sandbox.expectStatus(id, 'completed');
    await page.waitForURL(/r=success/);
  });
}

for (const method of ['card', 'gcash', 'qrph', 'dob'] as const) {
  test(`is declined, then pays PayMongo by ${method}`, async ({page, sandbox, sandboxUrl, hosted}) => {
    const {id, url} = await createPayMongo(sandboxUrl);
    await page.goto(url);
    await hosted(page).decline({method});
    await sandbox.expectStatus(id, 'open');
    await hosted(page).pay();
    await sandbox.expectStatus(id, 'completed');
  });
}

test('authenticates with 3-D Secure', async ({page, sandbox, sandboxUrl, hosted}) => {
  const {id, url} = await createPayMongo(sandboxUrl);
  await page.goto(url);
  await hosted(page).decline({method: 'card', number: '5234 0000 0000 0106'});
  await hosted(page).pay({number: '4120 0000 0000 0007'});
  await sandbox.expectStatus(id, 'completed');
});

test('pays in a frame', async ({page, sandbox, sandboxUrl, hosted}) => {
  const {id, url} = await createMonime(sandboxUrl);
  await page.setContent(`<iframe src="${url}" width="600" height="900"></iframe>`);
  const view = page.frameLocator('iframe');
  await hosted(view).decline({method: 'momo'});
  await hosted(view).pay();
  await sandbox.expectStatus(id, 'completed');
});

test('cancels on the page', async ({page, sandbox, sandboxUrl, hosted}) => {
  const {id, url} = await createMonime(sandboxUrl);
  await page.goto(url);
  await hosted(page).cancel();
  await sandbox.expectStatus(id, 'cancelled');
  await page.waitForURL(/r=cancel/);
});

test('makes outcomes from behind', async ({sandbox, sandboxUrl}) => {
  const {id} = await createMonime(sandboxUrl);
  expect(await sandbox.latest()).toMatchObject({id, provider: 'monime', status: 'open', reads: 0});
  await sandbox.process(id);
  await sandbox.expectStatus(id, 'processing');
  await sandbox.decline(id);
  await sandbox.expectStatus(id, 'open');
  await sandbox.cancel(id);
  await sandbox.expectStatus(id, 'cancelled');
  await sandbox.pay(id);
  await sandbox.expectStatus(id, 'completed');
  const other = await createMonime(sandboxUrl);
  await sandbox.expire(other.id);
  await sandbox.expectStatus(other.id, 'expired');
});

test('waits for a webhook', async ({sandbox, sandboxUrl}) => {
  const {id} = await createMonime(sandboxUrl);
  await sandbox.cancel(id);
  await sandbox.expectDelivered(id, 'checkout_session.cancelled');
});

test('says what is instead of what is expected', async ({sandbox, sandboxUrl}) => {
  const {id} = await createMonime(sandboxUrl);
  const [status, delivery] = await Promise.allSettled([
    sandbox.expectStatus(id, 'completed', {timeout: 200}),
    sandbox.expectDelivered(id, 'checkout_session.completed', {timeout: 200}),
  ]);
  expect(String(status.status === 'rejected' && status.reason)).toContain(`Session ${id} is open, not completed.`);
  expect(String(delivery.status === 'rejected' && delivery.reason)).toContain('there is nothing');
  await expect(sandbox.pay('scs-unknown')).rejects.toThrow('The sandbox answered 404');
});

test.describe.serial('what a test turned', () => {
  const read = async (sandboxUrl: string, path: string) => (await fetch(`${sandboxUrl}/__sandbox/${path}`)).json();

  test('holds in it', async ({page, sandbox, sandboxUrl}) => {
    await sandbox.turn({monime: {coop: true}});
    await sandbox.turn({paymongo: {cors: false}});
    await sandbox.fault({route: 'GET /pay/*', status: 503});
    const response = await page.goto((await createMonime(sandboxUrl)).url);
    expect(response?.status()).toBe(503);
    expect(await read(sandboxUrl, 'switches')).toMatchObject({monime: {coop: true}, paymongo: {cors: false}});
  });

  test('is turned back after it', async ({sandboxUrl}) => {
    expect(await read(sandboxUrl, 'switches')).toMatchObject({monime: {coop: false}, paymongo: {cors: true}});
    expect(await read(sandboxUrl, 'faults')).toEqual({faults: []});
  });
});
