import {expect, it} from 'vitest';
import {closes, type Customer, overhear, press, sees} from './customer.ts';
import {payByGCash} from './hosted.ts';
import {element, openMerchant, SCRIPT} from './open-merchant.ts';

const merchant = openMerchant();

interface ReturnPage {
  /** Whether the merchant writes the session's id into it. */
  withReference: boolean;
  headers?: Record<string, string>;
}

/** A customer before the shop of a merchant without the server half, whose return page is their own. */
async function goToPay({withReference, headers = {}}: ReturnPage): Promise<Customer> {
  let id = '';
  const landing = merchant.serve(`${SCRIPT}<h1>Back in the shop</h1>${element('/own', 'resume')}`);
  const script = (outcome: string) => () =>
    `<script src="/widget/return.js" data-outcome="${outcome}" data-landing-url="${landing}"
      ${withReference ? `data-reference="${id}"` : ''}></script>`;
  const session = await merchant.orderByHand({
    success: merchant.serve(script('success')),
    cancel: merchant.serve(script('cancel')),
  });
  ({id} = session);
  const customer = await merchant.enter();
  await customer.page.goto(merchant.serve(SCRIPT + element('/own', `session-id="${id}"`), headers));
  return customer;
}

it("closes the window from the merchant's own return page", async () => {
  const customer = await goToPay({withReference: false});
  const first = await customer.popup(() => customer.pay(91.5, 'PHP'));
  await press(first, 'Cancel and return to the shop');
  await closes(first);
  await sees(customer.page, 'You went back without paying');
  await customer.hears('ready', 'open', 'cancel{final:false}', 'close');

  const second = await customer.popup(() => customer.pay(91.5, 'PHP'));
  await payByGCash(second, '91.50');
  await closes(second);
  await sees(customer.page, 'Thank you.');
  await customer.hears('ready', 'open', 'cancel{final:false}', 'close', 'open', 'complete', 'close');
});

it('closes a window that has no ties to the shop, where the page knows the session', async () => {
  const headers = {'Cross-Origin-Opener-Policy': 'same-origin'};
  const customer = await goToPay({withReference: true, headers});
  const popup = await customer.popup(() => customer.pay(91.5, 'PHP'));
  await payByGCash(popup, '91.50');
  await closes(popup);
  await sees(customer.page, 'Thank you.');
  await customer.hears('ready', 'open', 'complete', 'close');
});

it('brings the customer to the landing page where the shop is gone', async () => {
  const customer = await goToPay({withReference: true});
  const popup = await customer.popup(() => customer.pay(91.5, 'PHP'));
  const events = await overhear(popup);
  await customer.page.close();
  await payByGCash(popup, '91.50');
  await sees(popup, 'Back in the shop');
  await sees(popup, 'Thank you.');
  expect(events).toEqual(['monime-ready', 'monime-complete{initial}']);
});
