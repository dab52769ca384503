/**
 * Reported: whoever opened the success URL had paid, as far as the shop knew.
 * https://github.com/oc-shopaholic/oc-omnipay-shopaholic-plugin/issues/24
 * https://github.com/grails-plugins/grails-paypal/pull/9
 */
import {expect, it} from 'vitest';
import {MONIME_ORDER, monimeAt, referenceIn, startShop} from '../unit/server/shop.ts';

it('the return page never says paid, even when it is', async () => {
  const {checkout, base, provider} = await startShop(monimeAt);
  const {id} = await checkout.create(MONIME_ORDER);
  await provider.act(id ?? '', 'pay');
  for (const outcome of ['success', 'cancel']) {
    const page = await (await fetch(`${base}/return/${outcome}?ref=${referenceIn(provider)}`)).text();
    expect(page).not.toMatch(/paid|complete|received|successful/i);
  }
});
