import {describe, expect, it} from 'vitest';
import {readPayMongo} from '../../../src/providers/paymongo.ts';
import {faultsOf} from './fields.ts';
import {anyone, refusal, withValue} from './wire.ts';

const WHOLE = {
  id: 'cs_1',
  attributes: {
    status: 'active',
    checkout_url: 'https://checkout.paymongo.com/cs_1',
    description: 'Two books',
    merchant: 'Kola Nut Books',
    livemode: true,
    line_items: [
      {
        name: 'Book',
        description: 'Second hand',
        quantity: 2,
        amount: 12_500,
        currency: 'PHP',
        images: ['https://shop.example/book.jpg'],
      },
    ],
    payments: [{attributes: {status: 'failed'}}],
    payment_intent: {
      attributes: {status: 'awaiting_payment_method', payments: [{attributes: {status: 'failed'}}]},
    },
    payment_method_types: ['gcash', 'qrph'],
    created_at: 1_768_471_200,
    pass_on_fees: true,
  },
};

describe("PayMongo's session", () => {
  it('is refused by the path of any wrong field: a payment that cannot be read must not pass for none', () => {
    const faults = faultsOf(WHOLE, [
      {path: 'id', kind: 'text'},
      {path: 'attributes', kind: 'object', isRequired: true},
      {path: 'attributes.status', kind: 'text', isRequired: true},
      {path: 'attributes.checkout_url', kind: 'text'},
      {path: 'attributes.description', kind: 'text'},
      {path: 'attributes.merchant', kind: 'text'},
      {path: 'attributes.livemode', kind: 'boolean'},
      {path: 'attributes.line_items', kind: 'list'},
      {path: 'attributes.line_items[0]', kind: 'object', isRequired: true},
      {path: 'attributes.line_items[0].name', kind: 'text', isRequired: true},
      {path: 'attributes.line_items[0].description', kind: 'text'},
      {path: 'attributes.line_items[0].quantity', kind: 'quantity'},
      {path: 'attributes.line_items[0].amount', kind: 'integer', isRequired: true},
      {path: 'attributes.line_items[0].currency', kind: 'currency', isRequired: true},
      {path: 'attributes.line_items[0].images', kind: 'list'},
      {path: 'attributes.line_items[0].images[0]', kind: 'text', isRequired: true},
      {path: 'attributes.payments', kind: 'list'},
      {path: 'attributes.payments[0]', kind: 'object', isRequired: true},
      {path: 'attributes.payments[0].attributes', kind: 'object', isRequired: true},
      {path: 'attributes.payments[0].attributes.status', kind: 'text'},
      {path: 'attributes.payment_intent', kind: 'object'},
      {path: 'attributes.payment_intent.attributes', kind: 'object', isRequired: true},
      {path: 'attributes.payment_intent.attributes.status', kind: 'text', isRequired: true},
      {path: 'attributes.payment_intent.attributes.payments', kind: 'list'},
      {path: 'attributes.payment_intent.attributes.payments[0]', kind: 'object', isRequired: true},
      {path: 'attributes.payment_method_types', kind: 'list'},
      {path: 'attributes.payment_method_types[0]', kind: 'text', isRequired: true},
      {path: 'attributes.created_at', kind: 'seconds'},
    ]);
    expect(faults).toEqual([]);
    for (const seconds of [0, 8.64e12])
      expect(refusal(withValue(WHOLE, 'attributes.created_at', seconds))).toBe('taken');
  });

  it('is read with all of its fields', () => {
    expect(readPayMongo({data: WHOLE}, anyone)).toEqual({
      id: 'cs_1',
      provider: 'paymongo',
      status: 'open',
      title: null,
      description: 'Two books',
      merchant: 'Kola Nut Books',
      orderNumber: null,
      lineItems: [
        {
          name: 'Book',
          description: 'Second hand',
          quantity: 2,
          unitAmount: 12_500,
          currency: 'PHP',
          imageUrl: 'https://shop.example/book.jpg',
        },
      ],
      totals: [{currency: 'PHP', amount: 25_000}],
      accent: null,
      hostedUrl: 'https://checkout.paymongo.com/cs_1',
      expiresAt: null,
      createdAt: '2026-01-15T10:00:00.000Z',
      methods: ['gcash', 'qrph'],
      feesPassedOn: true,
      testMode: false,
      framing: 'refused',
      serverTime: null,
    });
  });

  it('is read with the fields alone that it must have', () => {
    const line_items = [{name: 'Book', amount: 12_500, currency: 'PHP'}];
    const session = readPayMongo({attributes: {status: 'active', line_items}}, anyone);
    expect(session).toMatchObject({id: null, createdAt: null, hostedUrl: null, methods: [], testMode: null});
    expect(session).toMatchObject({description: null, merchant: null, feesPassedOn: false});
    expect(session.lineItems).toMatchObject([{description: null, quantity: 1, imageUrl: null}]);
    expect(readPayMongo({attributes: {status: 'active'}}, anyone)).toMatchObject({lineItems: [], totals: []});
  });

  it.each(['paid', 'refunded', 'partially_refunded'])('with a payment that is %s was paid', (status) => {
    const payments = [{attributes: {status: 'failed'}}, {attributes: {status}}];
    expect(readPayMongo(withValue(WHOLE, 'attributes.payments', payments), anyone).status).toBe('completed');
    const inIntent = withValue(WHOLE, 'attributes.payment_intent.attributes.payments', payments);
    expect(readPayMongo(inIntent, anyone).status).toBe('completed');
  });

  it('with a word that is not known is read although nobody takes the warning', () => {
    expect(readPayMongo(withValue(WHOLE, 'attributes.status', 'archived'), anyone).status).toBe('processing');
  });
});
