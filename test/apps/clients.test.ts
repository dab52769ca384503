import {createHmac} from 'node:crypto';
import {SANDBOX_KEYS} from 'monime-checkout/sandbox';
import {describe, expect, it} from 'vitest';
import * as z from 'zod/mini';
import {startsClientShop} from './client-shop.ts';

/** The app runs in a new process for each test, because monime-package has one idempotency key for each process. */
const shop = startsClientShop();

describe('monime-package 1.0.8', () => {
  const MonimeSession = z.object({id: z.string(), redirectUrl: z.string()});
  const Created = z.object({result: z.object({data: z.object({result: MonimeSession})})});
  const ORDER = ['Exercise book', 2550, 2, 'https://shop.example/thanks', 'https://shop.example/cart', 'A4'];

  const call = (method: string, ...args: unknown[]) => shop().call('monime', `checkoutSession.${method}`, ...args);
  const create = async (...args: unknown[]) => z.parse(Created, await call('create', ...args)).result.data.result;

  it('creates a session, reads it, lists it and deletes it', async () => {
    const {id, redirectUrl} = await create(...ORDER);
    expect(redirectUrl).toBe(`${shop().provider}/pay/${id}`);
    const open = {id, status: 'pending', description: 'A4'};
    expect(await call('getOne', id)).toMatchObject({result: {success: true, data: {success: true, result: open}}});
    expect(await call('get')).toMatchObject({
      result: {success: true, data: {success: true, result: [open], pagination: {count: 1, next: null}}},
    });
    expect(await call('delete', id)).toEqual({result: {success: true}});
    expect(await call('getOne', id)).toMatchObject({status: 404});
  });

  it('creates a session with all its arguments', async () => {
    const images = ['https://shop.example/book.jpg'];
    const {id} = await create(...ORDER, 'fac-shop', '#0b6e4f', images);
    const session = {
      financialAccountId: 'fac-shop',
      brandingOptions: {primaryColor: '#0b6e4f'},
      lineItems: {data: [{price: {currency: 'SLE', value: 2550}, quantity: 2, images}]},
    };
    expect(await call('getOne', id)).toMatchObject({result: {data: {result: session}}});
  });

  it('reads that a session is paid', async () => {
    const {id} = await create(...ORDER);
    await shop().sandbox.pay(id);
    const paid = {status: 'completed', orderNumber: expect.stringMatching(/^ORD-/)};
    expect(await call('getOne', id)).toMatchObject({result: {data: {result: paid}}});
  });

  it('returns the reason of a refusal', async () => {
    const error = {code: 400, reason: 'validation_failed'};
    expect(await call('create', 'x'.repeat(151), 2550, 2)).toMatchObject({status: 400, body: {success: false, error}});
  });

  it('cannot sell two orders in a process, because it sends the same Idempotency-Key for all', async () => {
    const first = await create(...ORDER);
    expect(await create(...ORDER)).toEqual(first);
    const error = {reason: 'idempotency_key_in_use'};
    expect(await call('create', 'Pen', 500, 1)).toMatchObject({status: 409, body: {error}});
  });
});

describe('better-auth-paymongo 0.1.3', () => {
  it('creates a session, and grants the plan after it was paid', async () => {
    const {id, url, ref, ask} = await shop().attach();
    expect(url).toBe((await shop().readCheckout(id)).checkout_url);
    await shop().sandbox.decline(id);
    expect((await ask('verify', {ref})).ok).toBe(false);
    expect(await (await ask('check?feature=books')).json()).toEqual({allowed: false});
    await shop().sandbox.pay(id);
    expect(await (await ask('verify', {ref})).json()).toEqual({success: true, planId: 'reader'});
    expect(await (await ask('check?feature=books')).json()).toMatchObject({allowed: true, balance: 20});
  });

  it('takes a paid session for unpaid if its first payment was refunded, because it reads no other', async () => {
    const {id, ref, ask} = await shop().attach();
    await shop().sandbox.pay(id);
    await shop().sandbox.refund(id);
    await shop().sandbox.payAgain(id);
    expect((await shop().readCheckout(id)).payments).toHaveLength(2);
    expect((await ask('verify', {ref})).ok).toBe(false);
  });
});

describe('paymongo-node 10.17.0', () => {
  const {webhookSecret} = SANDBOX_KEYS.paymongo;
  const BODY = JSON.stringify({data: {id: 'evt_1', attributes: {type: 'payment.paid', data: {id: 'pay_1'}}}});

  const call = (method: string, ...args: unknown[]) => shop().call('paymongo', method, ...args);
  const sign = (body: string) => createHmac('sha256', webhookSecret).update(`1.${body}`).digest('hex');
  const constructEvent = (payload: string, signatureHeader: string) =>
    call('webhooks.constructEvent', {payload, signatureHeader, webhookSecretKey: webhookSecret});

  it('has no checkout sessions', async () => {
    expect(await call('checkoutSessions.create', {})).toEqual({thrown: expect.stringMatching(/^TypeError/)});
  });

  it("verifies the sandbox's events", async () => {
    const {id} = await shop().attach();
    await shop().sandbox.pay(id);
    await shop().sandbox.expectDelivered(id, 'checkout_session.payment.paid');
    const [payment] = (await shop().readCheckout(id)).payments;
    const events = () => shop().said.filter((line) => line.startsWith('Event'));
    await expect
      .poll(events)
      .toEqual([`Event payment.paid of ${payment?.id}`, `Event checkout_session.payment.paid of ${id}`]);
  });

  it('refuses an event that was changed', async () => {
    const header = `t=1,te=${sign(BODY)},li=`;
    expect(await constructEvent(BODY, header)).toMatchObject({result: {id: 'evt_1', type: 'payment.paid'}});
    const refused = {thrown: 'SignatureVerificationError'};
    expect(await constructEvent(BODY.replace('pay_1', 'pay_2'), header)).toEqual(refused);
  });

  it('compares `li` if it is there, even with a test key, because it does not look at the mode', async () => {
    const header = `t=1,te=${sign(BODY)},li=${sign('another body')}`;
    expect(await constructEvent(BODY, header)).toEqual({thrown: 'SignatureVerificationError'});
  });

  it('reads an intent that is not paid', async () => {
    const {id} = await shop().attach();
    const {payment_intent: intent} = await shop().readCheckout(id);
    const unpaid = {id: intent.id, amount: 5100, status: 'awaiting_payment_method', payments: []};
    expect(await call('paymentIntents.retrieve', intent.id)).toMatchObject({result: unpaid});
  });

  it('cannot read an intent that is paid, because its class of payments is not imported there', async () => {
    const {id} = await shop().attach();
    await shop().sandbox.pay(id);
    const {payment_intent: intent} = await shop().readCheckout(id);
    const thrown = 'ReferenceError: Payment is not defined';
    expect(await call('paymentIntents.retrieve', intent.id)).toEqual({thrown});
  });

  it('reads a payment and its refunds', async () => {
    const {id} = await shop().attach();
    await shop().sandbox.pay(id);
    await shop().sandbox.refundPart(id);
    const [payment] = (await shop().readCheckout(id)).payments;
    const refunded = {id: payment?.id, amount: 5100, status: 'partially_refunded', refunds: [{amount: 2550}]};
    expect(await call('payments.retrieve', payment?.id)).toMatchObject({result: refunded});
  });

  it.each([
    ['paymongo', 'ResourceNotFoundError', 'resource_not_found'],
    ['paymongoWithWrongKey', 'AuthenticationError', 'api_key_invalid'],
  ])('returns the reason of a refusal: %s', async (client, thrown, code) => {
    const refused = {thrown, codes: [code]};
    expect(await shop().call(client, 'paymentIntents.retrieve', 'pi_unknown')).toEqual(refused);
  });
});
