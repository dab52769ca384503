import {readFileSync} from 'node:fs';
import {CheckoutError} from '../../../src/index.ts';
import type {ReadContext} from '../../../src/providers/read-context.ts';
import {readSession} from '../../../src/providers/read-session.ts';

export const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/${name}.json`, import.meta.url), 'utf8'));

export const anyone: ReadContext = {id: null, hosts: {allowedHosts: [], allowHttp: false}};

export const monime = (changes: object = {}) => ({
  id: 'scs-k6Fx',
  name: 'Kola Nut Books',
  status: 'pending',
  redirectUrl: 'https://checkout.monime.io/scs-k6Fx',
  lineItems: {
    data: [
      {type: 'custom', name: 'Exercise book', price: {currency: 'SLE', value: 2550}, quantity: 3},
      {type: 'custom', name: 'Delivery', price: {currency: 'SLE', value: 1500}},
    ],
  },
  brandingOptions: {primaryColor: '#0B6'},
  expireTime: '2026-01-15T11:00:00Z',
  ...changes,
});

export const paymongo = (changes: object = {}) => ({
  id: 'cs_1',
  type: 'checkout_session',
  attributes: {
    status: 'active',
    checkout_url: 'https://checkout.paymongo.com/cs_1_client_x#cGtfdGVzdA==',
    line_items: [{name: 'Rice', amount: 12500, currency: 'PHP', quantity: 2, images: ['https://shop.example/r.jpg']}],
    livemode: false,
    created_at: 1768471200,
    payment_intent: null,
    ...changes,
  },
});

/** A copy in which the value at a path, such as `data[0].name`, is another one. */
export function withValue(json: object, path: string, value: unknown): object {
  const [key = '', ...rest] = path.split(/\]?[.[]|\]$/).filter(Boolean);
  const copy: object = Array.isArray(json) ? [...json] : {...json};
  const inner: unknown = Reflect.get(copy, key);
  const isDeeper = rest.length > 0 && typeof inner === 'object' && inner !== null;
  Reflect.set(copy, key, isDeeper ? withValue(inner, rest.join('.'), value) : value);
  return copy;
}

/** Code and path of the refusal. */
export function refusal(json: unknown, context = anyone): string {
  try {
    readSession(json, context);
  } catch (error) {
    if (error instanceof CheckoutError) return `${error.code} ${error.path}`;
    throw error;
  }
  return 'taken';
}
