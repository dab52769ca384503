import {describe, expect, it} from 'vitest';
import {fencesOf} from '../tools/fences.ts';
import {headersIn} from '../unit/docs/code/headers.ts';
import {type Customer, closes, sees} from './customer.ts';
import {payByCard, payByGCash} from './hosted.ts';
import {element, type Endpoint, endpointOf, openMerchant, SCRIPT} from './open-merchant.ts';

const merchant = openMerchant();

const policies = fencesOf('docs/csp.md')
  .flatMap(({code}) => headersIn(code))
  .filter(([name]) => name === 'Content-Security-Policy')
  .map(([, value]) => value);
const [framed = '', alone = '', trusted = ''] = policies;

/** A customer before a page under the policy, where the sandbox stands in for the provider's hosts. */
async function goToPay(policy: string, endpoint: Endpoint, attributes = ''): Promise<Customer> {
  const {id} = await merchant.order(endpoint);
  const customer = await merchant.enter();
  await customer.page.evaluateOnNewDocument(() =>
    document.addEventListener('securitypolicyviolation', ({effectiveDirective, blockedURI}) =>
      console.error(`violated: ${effectiveDirective} ${blockedURI}`),
    ),
  );
  const value = policy
    .replace('https://*.monime.io', merchant.sandboxUrl)
    // The icon of the test's page.
    .replace("img-src 'self'", "img-src 'self' data:");
  const body = SCRIPT + element(endpointOf(endpoint), `session-id="${id}" ${attributes}`);
  await customer.page.goto(merchant.serve(body, {'Content-Security-Policy': value}));
  return customer;
}

describe('under the policies of docs/csp.md', () => {
  it('there are four', () => {
    expect(policies).toHaveLength(4);
  });

  it.each([
    ['in place', framed, 'mode="inline"'],
    ['in the dialog, with Trusted Types', trusted, ''],
  ])('Monime is paid in a frame %s', async (_, policy, attributes) => {
    const customer = await goToPay(policy, 'framed', attributes);
    await customer.pay(91.5, 'SLE');
    await payByCard(await customer.frame(), '91.50');
    await customer.hears('ready', 'open', 'complete', 'close');
    await sees(customer.page, 'Payment received');
    expect(customer.complaints).toEqual([]);
  });

  it('PayMongo is paid in a window', async () => {
    const customer = await goToPay(alone, 'paymongo');
    const popup = await customer.popup(() => customer.pay(91.5, 'PHP'));
    await payByGCash(popup, '91.50');
    await closes(popup);
    await customer.hears('ready', 'open', 'complete', 'close');
    expect(customer.complaints).toEqual([]);
  });
});
