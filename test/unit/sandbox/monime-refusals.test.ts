import {describe, expect, it} from 'vitest';
import {monimeHeaders, monimeOrder, postMonime, startSandbox} from './client.ts';

const sessions = '/monime/v1/checkout-sessions';

describe('what Monime refuses', () => {
  const longUrl = `https://shop.example/${'x'.repeat(255)}`;
  const [item] = monimeOrder.lineItems;
  const withItem = (changes: object) => ({lineItems: [{...item, ...changes}]});

  it.each<[string, object, string]>([
    ['an unknown key', {customer: {}}, ''],
    ['no name', {name: undefined}, 'name'],
    ['a name of 151 characters', {name: 'x'.repeat(151)}, 'name'],
    ['a description of 1001 characters', {description: 'x'.repeat(1001)}, 'description'],
    ['a success URL of more than 255 characters', {successUrl: longUrl}, 'successUrl'],
    ['a cancel URL of more than 255 characters', {cancelUrl: longUrl}, 'cancelUrl'],
    ['a success URL that runs script', {successUrl: 'javascript:alert(1)'}, 'successUrl'],
    ['a cancel URL without host', {cancelUrl: '/cart'}, 'cancelUrl'],
    ['a callback state of 256 characters', {callbackState: 'x'.repeat(256)}, 'callbackState'],
    ['a reference of 256 characters', {reference: 'x'.repeat(256)}, 'reference'],
    ['an account of 101 characters', {financialAccountId: 'x'.repeat(101)}, 'financialAccountId'],
    ['no items', {lineItems: []}, 'lineItems'],
    ['17 items', {lineItems: Array.from({length: 17}, () => ({...item, reference: undefined}))}, 'lineItems'],
    ['two items with the same reference', {lineItems: [item, item]}, 'lineItems'],
    ['an item with an unknown key', withItem({tax: 1}), 'lineItems.0'],
    ['an item name of 101 characters', withItem({name: 'x'.repeat(101)}), 'lineItems.0.name'],
    ['another currency', withItem({price: {currency: 'EUR', value: 1}}), 'lineItems.0.price.currency'],
    ['a price that is no integer', withItem({price: {currency: 'SLE', value: 1.5}}), 'lineItems.0.price.value'],
    ['a quantity of 0', withItem({quantity: 0}), 'lineItems.0.quantity'],
    ['a quantity of 100,001', withItem({quantity: 100_001}), 'lineItems.0.quantity'],
    ['an item reference of 101 characters', withItem({reference: 'x'.repeat(101)}), 'lineItems.0.reference'],
    ['an item description of 101 characters', withItem({description: 'x'.repeat(101)}), 'lineItems.0.description'],
    ['four images', withItem({images: [1, 2, 3, 4].map((n) => `https://x.example/${n}`)}), 'lineItems.0.images'],
    ['an image twice', withItem({images: ['https://x.example', 'https://x.example']}), 'lineItems.0.images'],
    [
      'an unknown bank',
      {paymentOptions: {bank: {enabledProviders: ['m17']}}},
      'paymentOptions.bank.enabledProviders.0',
    ],
    ['a logo', {brandingOptions: {logo: 'x'}}, 'brandingOptions'],
    [
      '65 pairs of metadata',
      {metadata: Object.fromEntries(Array.from({length: 65}, (_, n) => [`k${n}`, '1']))},
      'metadata',
    ],
    ['a metadata key that is reserved', {metadata: {monimeId: '1'}}, 'metadata.monimeId'],
    ['a metadata value of 101 characters', {metadata: {k: 'x'.repeat(101)}}, 'metadata.k'],
    ['nested metadata', {metadata: {k: {}}}, 'metadata.k'],
  ])('names the field of %s', async (_, changes, field) => {
    const response = await postMonime(await startSandbox(), {...monimeOrder, ...changes});
    expect(response.status).toBe(400);
    const {success, messages, error} = await response.json();
    expect({success, messages}).toEqual({success: false, messages: []});
    expect(error).toMatchObject({code: 400, reason: 'validation_failed', message: expect.any(String)});
    expect(error.details.map((detail: {field: string}) => detail.field)).toEqual([field]);
  });

  it('takes an order at its limits', async () => {
    const full = {
      name: 'x'.repeat(150),
      description: 'x'.repeat(1000),
      successUrl: longUrl.slice(0, 255),
      callbackState: 'x'.repeat(255),
      lineItems: Array.from({length: 16}, (_, n) => ({...item, quantity: 100_000, reference: `${n}`})),
      paymentOptions: {momo: {enabledProviders: ['m17', 'm18'], disabledProviders: []}, wallet: {disable: true}},
      metadata: {['x'.repeat(64)]: 'x'.repeat(100), n: 1},
    };
    expect((await postMonime(await startSandbox(), full)).status).toBe(200);
  });

  it('refuses amounts that cannot be counted exactly', async () => {
    const body = {...monimeOrder, ...withItem({price: {currency: 'SLE', value: 2 ** 52}, quantity: 3})};
    expect((await postMonime(await startSandbox(), body)).status).toBe(400);
  });

  it.each<[string, Record<string, string>, number]>([
    ['no token', {Authorization: ''}, 401],
    ['a wrong token', {Authorization: 'Bearer mon_test_other'}, 401],
    ['no space', {'Monime-Space-Id': ''}, 400],
    ['a space without spc-', {'Monime-Space-Id': 'sandbox'}, 400],
    ['a space of 65 characters', {'Monime-Space-Id': `spc-${'x'.repeat(61)}`}, 400],
    ['a space of somebody else', {'Monime-Space-Id': 'spc-other'}, 403],
    ['no idempotency key', {'Idempotency-Key': ''}, 400],
    ['an idempotency key of 65 characters', {'Idempotency-Key': 'x'.repeat(65)}, 400],
    ['an unknown version', {'Monime-Version': 'caph.2020-01-01'}, 400],
    ['a body of another type', {'Content-Type': 'text/plain'}, 400],
  ])('answers %s', async (_, headers, status) => {
    const response = await postMonime(await startSandbox(), monimeOrder, headers);
    expect(response.status).toBe(status);
    expect((await response.json()).error.code).toBe(status);
  });

  it('answers a body that is no JSON', async () => {
    const {ask} = await startSandbox();
    const headers = {...monimeHeaders, 'Idempotency-Key': 'one'};
    const response = await ask(sessions, {method: 'POST', headers, body: '{'});
    expect(response.status).toBe(400);
    expect((await response.json()).error.reason).toBe('bad_request');
  });

  it('answers unknown sessions and endpoints with 404', async () => {
    const {ask} = await startSandbox();
    for (const path of [`${sessions}/scs-unknown`, '/monime/v1/nothing']) {
      const response = await ask(path, {headers: monimeHeaders});
      expect(response.status).toBe(404);
      expect((await response.json()).error.reason).toBe('not_found');
    }
  });
});
