import {expect, it} from 'vitest';
import {bundle} from './bundle.ts';
import {sees} from './customer.ts';
import {payByCard} from './hosted.ts';
import {element, endpointOf, openMerchant} from './open-merchant.ts';

const merchant = openMerchant();

const BUILDS = [
  ['bundled from index.js', '<script type="module" src="/files/main.js"></script>'],
  ['monime-checkout.js', '<script type="module" src="/widget/monime-checkout.js"></script>'],
  ['monime-checkout.one.js', '<script type="module" src="/widget/monime-checkout.one.js"></script>'],
  ['loader.js', '<script src="/widget/loader.js"></script>'],
] as const;

/** What the strictest pages allow: nothing but their own files, and the hosted page in a frame. */
function policy(): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    'img-src data:',
    `frame-src 'self' ${merchant.sandboxUrl}`,
    "require-trusted-types-for 'script'",
  ].join('; ');
}

it.each(BUILDS)('takes a payment under a strict policy with Trusted Types: %s', async (name, script) => {
  if (name.startsWith('bundled')) {
    for (const [file, code] of await bundle("import 'monime-checkout';")) merchant.files.set(file, code);
  }
  const session = await merchant.order('framed');
  const customer = await merchant.enter();
  const {page} = customer;
  await page.evaluateOnNewDocument(() =>
    document.addEventListener('securitypolicyviolation', ({effectiveDirective, blockedURI}) =>
      console.error(`violated: ${effectiveDirective} ${blockedURI}`),
    ),
  );
  const checkout = element(endpointOf('framed'), `session-id="${session.id}"`);
  await page.goto(merchant.serve(script + checkout, {'Content-Security-Policy': policy()}));
  await customer.pay(91.5, 'SLE');
  await payByCard(await customer.frame(), '91.50');

  await sees(page, 'Payment received');
  await customer.hears('ready', 'open', 'complete', 'close');
  expect(merchant.completed).toEqual([session.id]);
  expect(customer.complaints).toEqual([]);
});
