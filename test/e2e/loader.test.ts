import {readFile} from 'node:fs/promises';
import {expect, it} from 'vitest';
import {press, sees} from './customer.ts';
import {element, endpointOf, LOADER, openMerchant, SCRIPT, type Session} from './open-merchant.ts';
import {watch} from './requests.ts';

const merchant = openMerchant();

function widget({id}: Session): string {
  return element(endpointOf('monime'), `session-id="${id}"`).replace('></', '><a href="/pay">Pay elsewhere</a></');
}

async function enter() {
  const customer = await merchant.enter();
  return {customer, page: customer.page, requests: await watch(customer.page)};
}

it.each(['', 'async', 'defer', 'type="module"'])('asks for files and session together, once each: %s', async (how) => {
  const session = await merchant.order('monime');
  const {page, requests} = await enter();
  const release = requests.hold('/monime-checkout.js');
  const script = LOADER.replace(' ', ` ${how} `);
  await page.goto(merchant.serve(script + widget(session)), {waitUntil: 'domcontentloaded'});
  await expect.poll(() => requests.asked('/sessions/')).toHaveLength(1);
  await expect.poll(() => requests.asked('/order-card-')).toHaveLength(1);
  release();
  await sees(page, 'Exercise book');
  expect(requests.asked('/sessions/')).toHaveLength(1);
  expect(requests.asked('.js')).toEqual([...new Set(requests.asked('.js'))]);
});

it('takes the file that the page itself has asked for', async () => {
  const session = await merchant.order('monime');
  const {page, requests} = await enter();
  const link = '<link rel="modulepreload" href="/widget/monime-checkout.js">';
  await page.goto(merchant.serve(link + LOADER + widget(session)));
  await sees(page, 'Exercise book');
  expect(requests.asked('/monime-checkout.js')).toHaveLength(1);
});

it('asks once for elements that show the same session', async () => {
  const session = await merchant.order('monime');
  const {customer, page, requests} = await enter();
  await page.goto(merchant.serve(LOADER + widget(session).repeat(3)));
  await customer.hears('ready', 'ready', 'ready');
  expect(requests.asked('/sessions/')).toHaveLength(1);
});

it('brings the widget in one file where the first file does not arrive', async () => {
  const session = await merchant.order('monime');
  const {customer, page, requests} = await enter();
  customer.forgive(/503/);
  requests.refuse('/monime-checkout.js');
  await page.goto(merchant.serve(LOADER + widget(session)));
  await sees(page, 'Exercise book');
  expect(requests.asked('.one.js')).toHaveLength(1);
});

it('leaves it to the widget to take the second file from the one-file build', async () => {
  const session = await merchant.order('monime');
  const {customer, page, requests} = await enter();
  customer.forgive(/503/);
  requests.refuse('/order-card-');
  await page.goto(merchant.serve(LOADER + widget(session)));
  await sees(page, 'Exercise book');
  expect(requests.asked('.one.js')).toHaveLength(1);
});

it('says that nothing arrives, leaves the link, and tries again when asked', async () => {
  const session = await merchant.order('monime');
  const {customer, page, requests} = await enter();
  customer.forgive(/503/);
  const allow = requests.refuse('/monime-checkout.');
  await page.goto(merchant.serve(LOADER + widget(session)));
  await sees(page, 'The payment could not be loaded.');
  await sees(page, 'Pay elsewhere');
  expect(requests.asked('.one.js')).toHaveLength(2);
  allow();
  await press(page, 'Try again');
  await sees(page, 'Exercise book');
  expect(await page.$$('[role=alert]')).toEqual([]);
});

it('fetches nothing before there is an element, and serves those that come late and with other bodies', async () => {
  const first = await merchant.order('monime');
  const second = await merchant.order('monime');
  const {page, requests} = await enter();
  await page.goto(merchant.serve(LOADER), {waitUntil: 'networkidle0'});
  expect(requests.asked('/widget/')).toEqual(['/widget/loader.js']);
  const add = (html: string) => page.evaluate((body) => document.body.insertAdjacentHTML('beforeend', body), html);
  await add(widget(first));
  await sees(page, 'Exercise book');
  expect(requests.asked('/sessions/')).toHaveLength(1);

  // As Turbo does: another body, whose scripts run again.
  await page.evaluate(
    (src, body) =>
      new Promise((resolve) => {
        const script = Object.assign(document.createElement('script'), {src});
        script.addEventListener('load', resolve);
        document.body = document.createElement('body');
        document.body.innerHTML = body;
        document.body.append(script);
      }),
    '/widget/loader.js',
    widget(second),
  );
  await sees(page, 'Exercise book');
  expect(requests.asked('/sessions/')).toEqual([first, second].map(({id}) => expect.stringContaining(id)));
  expect(requests.asked('/monime-checkout')).toHaveLength(1);
});

it('does its work once where it is there more than once, beside the widget itself', async () => {
  const session = await merchant.order('monime');
  const {page, requests} = await enter();
  const again = (script: string) => script.replace('/widget/', '/again/');
  await page.goto(merchant.serve(LOADER + again(LOADER) + LOADER + widget(session)));
  await sees(page, 'Exercise book');
  expect(requests.asked('/again/')).toEqual(['/again/loader.js']);

  await page.goto(merchant.serve(LOADER + again(SCRIPT) + widget(session)));
  await sees(page, 'Exercise book');
  expect(requests.asked('/sessions/')).toHaveLength(2);
});

it.each([
  ['bundled with other scripts', '<script src="/files/all.js" data-monime-checkout="/widget/"></script>'],
  [
    'started by an optimiser',
    `<script type="later" src="/widget/loader.js"></script>
    <script>
      const {src} = document.querySelector('script[type=later]');
      document.head.append(Object.assign(document.createElement('script'), {src}));
    </script>`,
  ],
])('finds its files when it is %s', async (_, script) => {
  merchant.files.set('all.js', await readFile('dist/loader.js', 'utf8'));
  const session = await merchant.order('monime');
  const {page} = await enter();
  await page.goto(merchant.serve(script + widget(session)));
  await sees(page, 'Exercise book');
});

it('asks for nothing where an attribute holds a secret', async () => {
  const {page, requests} = await enter();
  const secret = 'sk_test_abcdefghijklmnop';
  const elements = [`session-id="${secret}" endpoint="/own"`, `session-id="cs_1" endpoint="/own/${secret}"`];
  const body = elements.map((attributes) => `<monime-checkout ${attributes}></monime-checkout>`).join('\n');
  await page.goto(merchant.serve(LOADER + body));
  await page.waitForFunction(() =>
    [...document.querySelectorAll('monime-checkout')].every(({error}) => error?.code === 'secret_refused'),
  );
  expect(requests.asked('/own')).toEqual([]);
});

it.each(['', 'items="1"', 'items="6"', 'items="20"'])('reserves the height of the skeleton: %s', async (items) => {
  const session = await merchant.order('monime');
  const {page, requests} = await enter();
  const release = requests.hold('/monime-checkout.js');
  const releaseReads = merchant.holdReads();
  const body = LOADER + widget(session).replace(' ', ` ${items} `);
  await page.goto(merchant.serve(body), {waitUntil: 'domcontentloaded'});
  const heightOf = () => page.$eval('monime-checkout', (element) => element.getBoundingClientRect().height);
  const reserved = await heightOf();
  release();
  await page.waitForSelector('monime-checkout:defined >>> .skeleton', {visible: true});
  expect(await heightOf()).toBe(reserved);
  releaseReads();
  await sees(page, 'Exercise book');
  if (items === 'items="1"') expect(await heightOf()).toBe(reserved);
});
