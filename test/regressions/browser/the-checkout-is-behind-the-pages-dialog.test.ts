/**
 * Reported: what a checkout opened from a page's own dialog was behind that dialog, whatever its z-index.
 * https://github.com/stripe/stripe-js/issues/599
 * https://github.com/paypal/paypal-js/issues/528
 */
import {expect} from '@open-wc/testing';
import {dialog, until} from '../../browser/customer.ts';
import {createSession, mount} from '../../browser/merchant.ts';

it("the checkout opens over the page's own dialog, and stays where that one closes", async () => {
  const {id} = await createSession('framed');
  const own = document.createElement('dialog');
  document.body.append(own);
  own.showModal();
  const {element} = await mount('framed', id);
  own.append(element);
  await element.updateComplete;
  element.open();
  await until(dialog);
  own.close();
  expect(dialog()?.matches(':modal')).to.equal(true);
  const {width, height} = dialog()?.getBoundingClientRect() ?? new DOMRect();
  expect(width * height).to.be.greaterThan(0);
  element.close();
  own.remove();
});
