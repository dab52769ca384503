/**
 * Reported: Safari blocked the payment window, because it was opened after a request and not in the click itself.
 * https://github.com/bigcommerce/checkout-sdk-js/issues/944
 * https://github.com/braintree/braintree-web/issues/515
 */
import {expect} from '@open-wc/testing';
import {payInWindow, until} from '../../browser/customer.ts';
import {creating, mountLate} from '../../browser/late-session.ts';
import {sandbox} from '../../browser/merchant.ts';

it('a session is created in a window that opened in the click, and is paid there', async () => {
  const {ids, wishes, create} = creating('paymongo');
  const {element, log} = await mountLate('paymongo', create);
  expect(element.phase).to.equal('idle');
  const popup = await payInWindow(element);
  expect(wishes).to.have.length(1);
  expect(wishes[0]?.renew).to.equal(null);
  await sandbox(ids[0] ?? '', {action: 'pay'});
  await until(() => log.includes('close'));
  expect(log).to.deep.equal(['open', 'complete', 'close']);
  await until(() => popup.closed);
});
