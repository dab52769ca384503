import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {chargeOf} from '../../../src/sandbox/paymongo/charge.ts';
import {METHOD_NAMES, SandboxSession} from '../../../src/sandbox/session.ts';
import {createSandbox, SANDBOX_KEYS} from '../../../src/sandbox/index.ts';
import {control, createPayMongo, getPayMongo, payMongoOrder, startSandbox} from './client.ts';
import {visit} from './customer.ts';

const order = {line_items: [{name: 'Book', amount: 40_000, currency: 'PHP', quantity: 1}], pass_on_fees: true};
const byQrPh = {...order, payment_method_types: ['qrph']};

describe('fees that are passed on', () => {
  it.each([
    [2, true, 40_609],
    [2, false, 40_000],
    [1, true, 40_000],
  ] as const)('version %i, passed on %s: the customer pays %i', async (version, passedOn, amount) => {
    const sandbox = await startSandbox();
    const {id} = await createPayMongo(sandbox, {...byQrPh, pass_on_fees: passedOn}, version);
    await control(sandbox, id, {action: 'pay'});
    const {payments, payment_intent: intent, line_items: items} = (await getPayMongo(sandbox, id)).attributes;
    expect(payments).toMatchObject([{attributes: {amount, status: 'paid'}}]);
    expect(intent.attributes.amount).toBe(amount);
    expect(items).toMatchObject([{amount: 40_000}]);
  });

  it('are added on the payment page once a method is chosen', async () => {
    const sandbox = await startSandbox();
    const {attributes} = await createPayMongo(sandbox, byQrPh, 2);
    const choose = await visit(sandbox, attributes.checkout_url);
    expect(choose.html).toContain('A processing fee is added');
    const step = await choose.press('Pay PHP 400.00', {method: 'qrph'});
    expect(step.html).toContain('PHP 406.09');
    expect((await step.press('I have paid')).html).toContain('PHP 406.09');

    const plain = await createPayMongo(sandbox, {}, 2);
    expect((await visit(sandbox, plain.attributes.checkout_url)).html).not.toContain('processing fee');
  });

  it('leave a net amount of the total, a centavo more, or a centavo less', async () => {
    const session = await payMongoSession();
    const deviations = new Set<number>();
    fc.assert(
      fc.property(fc.integer({min: 2000, max: 10_000_000}), fc.constantFrom(...METHOD_NAMES), (total, method) => {
        const [item] = session.lineItems;
        if (!item) throw new Error('The session has no line item.');
        const priced = {...session, lineItems: [{...item, unitAmount: total}]};
        const {amount, fee, net} = chargeOf(priced, {...attempt, method});
        expect(amount).toBeGreaterThan(total);
        expect(amount - fee).toBe(net);
        expect(Math.abs(net - total)).toBeLessThanOrEqual(1);
        deviations.add(net - total);
      }),
      {numRuns: 1000, seed: 1},
    );
    expect([...deviations].sort((a, b) => a - b)).toEqual([-1, 0, 1]);
  });
});

const attempt = {
  token: 'token',
  method: 'card',
  step: null,
  decline: null,
  slow: false,
  status: 'paid',
  account: '',
  refunds: [],
  startedAt: 0,
  endedAt: 0,
} as const satisfies Parameters<typeof chargeOf>[1];

async function payMongoSession() {
  let saved = '';
  const sandbox = createSandbox({save: (text) => (saved = text)});
  const request = new Request('http://sandbox.test/paymongo/v2/checkout_sessions', {
    method: 'POST',
    headers: {Authorization: `Basic ${btoa(`${SANDBOX_KEYS.paymongo.secretKey}:`)}`},
    body: JSON.stringify({data: {attributes: {...payMongoOrder, ...order}}}),
  });
  await sandbox.fetch(request);
  sandbox.close();
  const session = SandboxSession.parse(JSON.parse(saved).sessions[0]);
  if (session.provider !== 'paymongo') throw new Error('This is not a PayMongo session.');
  return session;
}
