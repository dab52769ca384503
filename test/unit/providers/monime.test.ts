import {describe, expect, it} from 'vitest';
import {readMonime} from '../../../src/providers/monime.ts';
import {faultsOf} from './fields.ts';
import {anyone, withValue} from './wire.ts';

const WHOLE = {
  id: 'scs-1',
  name: 'Kola Nut Books',
  status: 'pending',
  orderNumber: 'ORDER-1',
  description: 'Two books',
  redirectUrl: 'https://checkout.monime.io/scs-1',
  lineItems: {
    data: [
      {
        name: 'Book',
        description: 'Second hand',
        quantity: 2,
        price: {currency: 'SLE', value: 2550},
        images: ['https://shop.example/book.jpg'],
      },
    ],
  },
  brandingOptions: {primaryColor: '#0B6E4F'},
  expireTime: '2026-01-15T11:00:00Z',
  createTime: '2026-01-15T10:00:00Z',
};

describe("Monime's session", () => {
  it('is refused by the path of any wrong field', () => {
    const faults = faultsOf(WHOLE, [
      {path: 'id', kind: 'text'},
      {path: 'name', kind: 'text'},
      {path: 'status', kind: 'text', isRequired: true},
      {path: 'orderNumber', kind: 'text'},
      {path: 'description', kind: 'text'},
      {path: 'redirectUrl', kind: 'text'},
      {path: 'lineItems', kind: 'object'},
      {path: 'lineItems.data', kind: 'list'},
      {path: 'lineItems.data[0]', kind: 'object', isRequired: true},
      {path: 'lineItems.data[0].name', kind: 'text', isRequired: true},
      {path: 'lineItems.data[0].description', kind: 'text'},
      {path: 'lineItems.data[0].quantity', kind: 'quantity'},
      {path: 'lineItems.data[0].price', kind: 'object', isRequired: true},
      {path: 'lineItems.data[0].price.currency', kind: 'currency', isRequired: true},
      {path: 'lineItems.data[0].price.value', kind: 'integer', isRequired: true},
      {path: 'lineItems.data[0].images', kind: 'list'},
      {path: 'lineItems.data[0].images[0]', kind: 'text', isRequired: true},
      {path: 'brandingOptions', kind: 'object'},
      {path: 'brandingOptions.primaryColor', kind: 'text'},
      {path: 'expireTime', kind: 'date'},
      {path: 'createTime', kind: 'date'},
    ]);
    expect(faults).toEqual([]);
  });

  it('is read with all of its fields', () => {
    expect(readMonime(WHOLE, anyone)).toEqual({
      id: 'scs-1',
      provider: 'monime',
      status: 'open',
      title: 'Kola Nut Books',
      description: 'Two books',
      merchant: null,
      orderNumber: 'ORDER-1',
      lineItems: [
        {
          name: 'Book',
          description: 'Second hand',
          quantity: 2,
          unitAmount: 2550,
          currency: 'SLE',
          imageUrl: 'https://shop.example/book.jpg',
        },
      ],
      totals: [{currency: 'SLE', amount: 5100}],
      accent: '#0b6e4f',
      hostedUrl: 'https://checkout.monime.io/scs-1',
      expiresAt: '2026-01-15T11:00:00Z',
      createdAt: '2026-01-15T10:00:00Z',
      methods: [],
      feesPassedOn: false,
      testMode: null,
      framing: 'unknown',
      serverTime: null,
    });
  });

  it('may be in a frame as the merchant states', () => {
    expect(readMonime(WHOLE, {...anyone, framing: 'allowed'}).framing).toBe('allowed');
  });

  it.each([null, undefined, 'none', 7])('is not taken for an envelope if it has the result %j', (result) => {
    expect(readMonime({...WHOLE, result}, anyone).id).toBe('scs-1');
  });

  it.each(['pending', 'completed', 'cancelled', 'expired'])('with the status %s warns of nothing', (status) => {
    const warnings: string[] = [];
    readMonime({...WHOLE, status}, {...anyone, warn: (message) => warnings.push(message)});
    expect(warnings).toEqual([]);
  });

  it('with a status that is not known is read although nobody takes the warning', () => {
    expect(readMonime(withValue(WHOLE, 'status', 'frozen'), anyone).status).toBe('processing');
  });
});
