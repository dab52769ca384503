import {describe, expect, it} from 'vitest';
import {readPayMongo} from '../../../src/providers/paymongo.ts';
import {
  basic,
  control,
  createPayMongo,
  getPayMongo,
  payMongoOrder,
  postPayMongo,
  publicKey,
  type RunningSandbox,
  secretKey,
  startSandbox,
} from './client.ts';

const sessions = '/paymongo/v1/checkout_sessions';

const intentOf = async (sandbox: RunningSandbox, id: string) =>
  (await getPayMongo(sandbox, id)).attributes.payment_intent.attributes;

describe('a new PayMongo session', () => {
  it('is active, with an intent at once in version 1', async () => {
    const sandbox = await startSandbox();
    const response = await postPayMongo(sandbox, payMongoOrder);
    expect(response.status).toBe(200);
    const {data} = await response.json();
    expect(data).toMatchObject({id: expect.stringMatching(/^cs_/), type: 'checkout_session'});
    expect(data.attributes).toMatchObject({
      status: 'active',
      livemode: false,
      payments: [],
      reference_number: 'order-1042',
      show_line_items: true,
      metadata: payMongoOrder.metadata,
    });
    expect(data.attributes.payment_intent.attributes).toMatchObject({
      amount: 180_000,
      status: 'awaiting_payment_method',
      last_payment_error: null,
    });
  });

  it('has an address of the client key, with the public key behind it', async () => {
    const sandbox = await startSandbox();
    const {id, attributes} = await createPayMongo(sandbox);
    expect(attributes.client_key).toMatch(new RegExp(`^${id}_client_[A-Za-z0-9]+$`));
    const url = new URL(attributes.checkout_url);
    expect(url.pathname).toBe(`/pay/${attributes.client_key}`);
    expect(atob(url.hash.slice(1))).toBe('pk_test_sandbox');
  });

  it('has no intent in version 2 until the customer pays', async () => {
    const sandbox = await startSandbox();
    const {id, attributes} = await createPayMongo(sandbox, {}, 2);
    expect(attributes.payment_intent).toBeNull();
    await control(sandbox, id, {action: 'decline'});
    expect((await intentOf(sandbox, id)).status).toBe('awaiting_payment_method');
  });

  it('fills in what the order leaves out', async () => {
    const sandbox = await startSandbox();
    const {line_items: items} = payMongoOrder;
    const response = await postPayMongo(sandbox, {line_items: items, payment_method_types: ['card']});
    const {attributes} = (await response.json()).data;
    expect(attributes).toMatchObject({
      billing: {name: null, email: null, phone: null, address: null},
      cancel_url: null,
      success_url: null,
      description: null,
      metadata: null,
      send_email_receipt: false,
      show_description: true,
    });
  });

  it('gives a payment an address without one in the order, with fields that are null', async () => {
    const sandbox = await startSandbox();
    const {id} = await createPayMongo(sandbox, {billing: {email: 'juan@example.com'}});
    await control(sandbox, id, {action: 'pay'});
    const [payment] = (await getPayMongo(sandbox, id)).attributes.payments;
    const address = {city: null, country: null, line1: null, line2: null, postal_code: null, state: null};
    expect(payment.attributes.billing).toEqual({name: null, email: 'juan@example.com', phone: null, address});
  });
});

describe('what a key may see', () => {
  it('withholds the payments from the public key, the nested ones too', async () => {
    const sandbox = await startSandbox();
    const {id} = await createPayMongo(sandbox);
    await control(sandbox, id, {action: 'pay'});
    const {attributes: all} = await getPayMongo(sandbox, id);
    const {attributes: some} = await getPayMongo(sandbox, id, publicKey);
    expect(all.payments).toHaveLength(1);
    expect(all.payment_intent.attributes.payments).toEqual(all.payments);
    delete all.payments;
    delete all.payment_intent.attributes.payments;
    expect(some).toEqual(all);
  });

  it('lets pages of other sites read with the public key only', async () => {
    const sandbox = await startSandbox();
    const {id} = await createPayMongo(sandbox);
    const allowed = async (headers: Record<string, string>) =>
      (await sandbox.ask(`${sessions}/${id}`, {headers})).headers.get('Access-Control-Allow-Origin');
    expect(await allowed(publicKey)).toBe('*');
    expect(await allowed(basic('pk_test_wrong'))).toBe('*');
    expect(await allowed(secretKey)).toBeNull();
    const preflight = await sandbox.ask(`${sessions}/${id}`, {method: 'OPTIONS'});
    expect(preflight.headers.get('Access-Control-Allow-Headers')).toContain('Authorization');
  });

  it('lets no page read where CORS is switched off', async () => {
    const sandbox = await startSandbox({switches: {paymongo: {cors: false}}});
    const {id} = await createPayMongo(sandbox);
    for (const init of [{headers: publicKey}, {method: 'OPTIONS'}]) {
      const {headers} = await sandbox.ask(`${sessions}/${id}`, init);
      expect(headers.get('Access-Control-Allow-Origin')).toBeNull();
    }
  });
});

describe('what PayMongo refuses', () => {
  const [item] = payMongoOrder.line_items;
  const withItem = (changes: object) => ({line_items: [{...item, ...changes}]});

  it.each<[string, object, string, string]>([
    ['no items', {line_items: undefined}, 'parameter_required', 'attributes.line_items'],
    ['an empty list of items', {line_items: []}, 'parameter_below_minimum', 'attributes.line_items'],
    ['1000 items', {line_items: Array(1000).fill(item)}, 'parameter_above_maximum', 'attributes.line_items'],
    ['no methods', {payment_method_types: undefined}, 'parameter_required', 'attributes.payment_method_types'],
    ['another currency', withItem({currency: 'SLE'}), 'parameter_invalid', 'attributes.line_items.0.currency'],
    ['an amount as text', withItem({amount: '1'}), 'parameter_data_type_invalid', 'attributes.line_items.0.amount'],
    ['a negative amount', withItem({amount: -1}), 'parameter_below_minimum', 'attributes.line_items.0.amount'],
    ['a quantity of 0', withItem({quantity: 0}), 'parameter_below_minimum', 'attributes.line_items.0.quantity'],
    ['a custom URL scheme', {success_url: 'shop://thanks'}, 'parameter_format_invalid', 'attributes.success_url'],
    ['metadata that is no text', {metadata: {a: 1}}, 'parameter_data_type_invalid', 'attributes.metadata.a'],
  ])('names the parameter of %s', async (_, changes, code, pointer) => {
    const response = await postPayMongo(await startSandbox(), {...payMongoOrder, ...changes});
    expect(response.status).toBe(400);
    const {errors} = await response.json();
    expect(errors).toEqual([{code, detail: expect.any(String), source: {pointer, attribute: expect.any(String)}}]);
  });

  it('names every wrong parameter', async () => {
    const response = await postPayMongo(await startSandbox(), {description: 1});
    const {errors} = await response.json();
    expect(errors.map(({source}: {source: {attribute: string}}) => source.attribute)).toEqual([
      'line_items',
      'payment_method_types',
      'description',
    ]);
  });

  it('takes 999 items', async () => {
    const order = {...payMongoOrder, line_items: Array(999).fill(item)};
    expect((await postPayMongo(await startSandbox(), order)).status).toBe(200);
  });

  it.each([
    ['no key', {Authorization: ''}, 401],
    ['a wrong key', basic('sk_test_other'), 401],
    ['a key with a password', {Authorization: `Basic ${btoa('sk_test_sandbox:x')}`}, 401],
    ['the public key', publicKey, 403],
  ])('answers %s', async (_, headers, status) => {
    const response = await postPayMongo(await startSandbox(), payMongoOrder, 1, headers);
    expect(response.status).toBe(status);
    const text = await response.text();
    expect(JSON.parse(text).errors).toHaveLength(1);
    expect(text).not.toContain('sk_test');
  });

  it('answers a body that is no JSON', async () => {
    const {ask} = await startSandbox();
    const response = await ask(sessions, {method: 'POST', headers: secretKey, body: '{'});
    expect(response.status).toBe(400);
    expect((await response.json()).errors[0].code).toBe('parameter_format_invalid');
  });

  it('answers unknown sessions and endpoints with 404', async () => {
    const {ask} = await startSandbox();
    for (const path of [`${sessions}/cs_unknown`, '/paymongo/v1/nothing']) {
      const response = await ask(path, {headers: secretKey});
      expect(response.status).toBe(404);
      expect((await response.json()).errors[0].code).toBe('resource_not_found');
    }
  });
});

describe('a PayMongo session later', () => {
  const intentStatuses = {
    process: 'processing',
    decline: 'awaiting_payment_method',
    cancel: 'awaiting_payment_method',
    pay: 'succeeded',
  };

  it.each(Object.entries(intentStatuses))('after %s is active, with an intent that is %s', async (action, status) => {
    const sandbox = await startSandbox();
    const {id} = await createPayMongo(sandbox);
    await control(sandbox, id, {action});
    expect((await getPayMongo(sandbox, id)).attributes.status).toBe('active');
    expect((await intentOf(sandbox, id)).status).toBe(status);
  });

  it('says why an attempt failed, until the next one', async () => {
    const sandbox = await startSandbox();
    const {id} = await createPayMongo(sandbox);
    await control(sandbox, id, {action: 'decline'});
    expect((await intentOf(sandbox, id)).last_payment_error).toEqual({
      failed_code: 'generic_decline',
      failed_message: expect.any(String),
    });
    await control(sandbox, id, {action: 'process'});
    expect((await intentOf(sandbox, id)).last_payment_error).toBeNull();
  });

  it('is completed for the provider reader once paid, though it stays active', async () => {
    const sandbox = await startSandbox();
    const {id} = await createPayMongo(sandbox, {}, 2);
    await control(sandbox, id, {action: 'pay'});
    const wire = await getPayMongo(sandbox, id);
    const session = readPayMongo(wire, {id, hosts: {allowedHosts: [], allowHttp: true}});
    expect(session).toMatchObject({status: 'completed', totals: [{currency: 'PHP', amount: 180_000}]});
    expect(wire.attributes.payments[0].attributes).toMatchObject({amount: 180_000, status: 'paid'});
  });

  it('expires on demand of the secret key, once, and never when paid', async () => {
    const sandbox = await startSandbox();
    const expire = (id: string, headers = secretKey) =>
      sandbox.ask(`${sessions}/${id}/expire`, {method: 'POST', headers});
    const {id} = await createPayMongo(sandbox);
    expect((await expire(id, publicKey)).status).toBe(403);
    const expired = await expire(id);
    expect(expired.status).toBe(200);
    expect((await expired.json()).data.attributes.status).toBe('expired');
    expect((await expire(id)).status).toBe(400);

    const paid = await createPayMongo(sandbox);
    await control(sandbox, paid.id, {action: 'pay'});
    expect((await expire(paid.id)).status).toBe(400);
    expect((await getPayMongo(sandbox, paid.id)).attributes.status).toBe('active');
  });
});
