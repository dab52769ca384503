/**
 * Reported: an order was changed, and the customer was charged its previous amount.
 * https://github.com/woocommerce/woocommerce-gateway-stripe/issues/3995
 */
import {expect, fixture, html} from '@open-wc/testing';
import type {MonimeCheckoutElement} from '../../../src/index.ts';
import {until} from '../../browser/customer.ts';
import {buttonOf, type Endpoint, endpointOf, next, record, sandbox, textOf} from '../../browser/merchant.ts';

const CURRENCY = {monime: 'SLE', framed: 'SLE', paymongo: 'PHP'} as const;

/** An order with an amount that the page can change. */
function order(endpoint: Endpoint) {
  const reference = `order-${crypto.randomUUID()}`;
  const post = (unitAmount: number, {key = crypto.randomUUID(), renew = null}: {key?: string; renew?: string | null}) =>
    fetch(`${endpointOf(endpoint)}/sessions`, {
      method: 'POST',
      headers: {'Content-Type': 'application/json', 'Idempotency-Key': key},
      body: JSON.stringify({
        title: 'Kola Nut Books',
        reference,
        renew,
        lineItems: [{name: 'Exercise book', quantity: 1, unitAmount, currency: CURRENCY[endpoint]}],
      }),
    });
  return post;
}

async function mountOrder(endpoint: Endpoint, create: MonimeCheckoutElement['createSession'], attribute = '') {
  const element = document.createElement('monime-checkout');
  element.setAttribute('endpoint', endpointOf(endpoint));
  element.setAttribute('mode', 'qr');
  if (attribute) element.setAttribute(attribute, '');
  element.innerHTML = '<a slot="changed" href="/cart">Back to the cart</a>';
  element.createSession = create;
  const log = record(element);
  await fixture(html`${element}`);
  await element.updateComplete;
  return {element, log};
}

/** Starts a payment of 1.00 that the provider does not let anybody end, and asks for 500.00. */
async function change(endpoint: Endpoint, attribute?: string) {
  const post = order(endpoint);
  const {id} = await (await post(10_000, {})).json();
  await sandbox(id, {action: 'decline'});
  const mounted = await mountOrder(endpoint, (request) => post(50_000, request), attribute);
  const failing = next(mounted.element, 'monime-error');
  mounted.element.open();
  const event = await failing;
  await until(() => mounted.element.phase === 'ready');
  await mounted.element.updateComplete;
  return {id, event, ...mounted};
}

describe('createSession that returns the response', () => {
  it('shows the session of a successful one', async () => {
    const post = order('monime');
    const {element} = await mountOrder('monime', (request) => post(10_000, request));
    element.open();
    await until(() => textOf(element).includes('100.00'));
    expect(element.phase).to.equal('presenting');
    element.close();
  });

  for (const endpoint of ['monime', 'paymongo'] as const) {
    it(`shows an order that is already paid as paid (${endpoint})`, async () => {
      const post = order(endpoint);
      const {id} = await (await post(10_000, {})).json();
      await sandbox(id, {action: 'pay'});
      const {element, log} = await mountOrder(endpoint, (request) => post(10_000, request));
      element.open();
      await until(() => log.includes('complete'));
      expect(element.matches(':state(completed)') || element.phase === 'settled').to.equal(true);
      expect(textOf(element)).to.contain('Payment received');
    });
  }

  it('says that a refused order could not be started', async () => {
    const {element, log} = await mountOrder('monime', () =>
      Promise.resolve(Response.json({error: {code: 'invalid_order', message: 'No.'}}, {status: 422})),
    );
    element.open();
    await until(() => log.includes('error'));
    expect(element.error?.code).to.equal('invalid_order');
  });
});

describe('an order that has changed while its earlier amount cannot be ended', () => {
  it('offers nothing to pay but another try and the way back, and names the session', async () => {
    const {element, event, id, log} = await change('monime');
    expect(event).to.have.nested.property('error.code', 'order_changed');
    expect(event).to.have.nested.property('error.session.id', id);
    expect(textOf(element)).to.contain('Your order has changed');
    expect(() => buttonOf(element, /^Pay/)).to.throw();
    expect(buttonOf(element, /Try again/)).to.not.equal(null);
    const link = element.querySelector('a');
    expect(link?.assignedSlot?.hidden).to.equal(false);
    expect(log).to.deep.equal(['open', 'close', 'error']);
  });

  it('lets the earlier amount be paid if the page allows it', async () => {
    const {element} = await change('monime', 'allow-earlier-amount');
    const button = buttonOf(element, /earlier amount.*100/);
    button.click();
    await until(() => element.phase === 'presenting');
    expect(textOf(element)).to.contain('100.00');
    element.close();
  });

  it('asks for the new amount once the earlier session has ended', async () => {
    const {element, id} = await change('monime');
    await sandbox(id, {action: 'expire'});
    element.open();
    await until(() => textOf(element).includes('500.00'));
    expect(element.phase).to.equal('presenting');
    element.close();
  });

  it('stays unpayable after a payment of the earlier amount was processed and failed', async () => {
    const {element, id} = await change('monime');
    const nudge = () => document.dispatchEvent(new Event('visibilitychange'));
    // Monime has no word for it: any unknown one reads as processing.
    await sandbox(id, {status: 'settling'});
    // The tracker loads when idle: what comes before it is not heard.
    await until(() => (nudge(), element.phase === 'confirming'));
    await sandbox(id, {status: 'pending'});
    await until(() => (nudge(), element.phase === 'ready'));
    await element.updateComplete;
    expect(() => buttonOf(element, /^Pay /)).to.throw();
  });
});
