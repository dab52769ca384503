import {describe, expect, it, vi} from 'vitest';
import {readSession} from '../../../src/providers/read-session.ts';
import {anyone, fixture, monime, paymongo, refusal} from './wire.ts';

describe("Monime's JSON", () => {
  it('is read into the session', () => {
    expect(readSession(monime(), anyone)).toMatchObject({
      id: 'scs-k6Fx',
      provider: 'monime',
      status: 'open',
      title: 'Kola Nut Books',
      accent: '#00bb66',
      hostedUrl: 'https://checkout.monime.io/scs-k6Fx',
      framing: 'unknown',
      totals: [{currency: 'SLE', amount: 9150}],
      lineItems: [
        {name: 'Exercise book', quantity: 3, unitAmount: 2550},
        {name: 'Delivery', quantity: 1, unitAmount: 1500},
      ],
    });
  });

  it('is read bare, in its envelope, and with result nested twice', () => {
    const bare = readSession(monime(), anyone);
    const envelope = {success: true, messages: [], result: monime()};
    expect(readSession(envelope, anyone)).toEqual(bare);
    expect(readSession({success: true, messages: [], result: {result: monime()}}, anyone)).toEqual(bare);
  });

  it('is read where nearly everything is null', () => {
    expect(readSession(fixture('monime-template'), anyone)).toMatchObject({
      id: null,
      status: 'open',
      hostedUrl: null,
      lineItems: [],
      totals: [],
    });
  });

  it.each([
    ['pending', 'open'],
    ['completed', 'completed'],
    ['cancelled', 'cancelled'],
    ['expired', 'expired'],
  ])('says %s, which is %s', (word, status) => {
    expect(readSession(monime({status: word}), anyone).status).toBe(status);
  });

  it.each(['refunded', 'toString', '__proto__', ''])(
    'says the unknown %j, which is processing, and warns',
    (status) => {
      const warn = vi.fn<(message: string) => void>();
      expect(readSession(monime({status}), {...anyone, warn}).status).toBe('processing');
      expect(warn).toHaveBeenCalledOnce();
    },
  );

  it.each([
    [{status: null}, 'invalid_session status'],
    [{status: 7}, 'invalid_session status'],
    [{name: 7}, 'invalid_session name'],
    [{expireTime: 'tomorrow'}, 'invalid_session expireTime'],
    [{id: 'scs-../x'}, 'invalid_id id'],
    [{id: 'pi_1'}, 'invalid_id id'],
    [{redirectUrl: 'https://monime.io.evil.example/x'}, 'unsafe_url redirectUrl'],
    [{redirectUrl: 'http://checkout.monime.io/x'}, 'unsafe_url redirectUrl'],
    [{redirectUrl: 'javascript:alert(1)'}, 'unsafe_url redirectUrl'],
    [
      {lineItems: {data: [{name: 'x', price: {currency: 'SLE', value: 1.5}}]}},
      'invalid_session lineItems.data[0].price.value',
    ],
    [
      {lineItems: {data: [{name: 'x', price: {currency: 'SLE', value: 2 ** 53}}]}},
      'invalid_session lineItems.data[0].price.value',
    ],
    [
      {lineItems: {data: [{name: 'x', price: {currency: 'sle', value: 1}}]}},
      'invalid_session lineItems.data[0].price.currency',
    ],
    [
      {lineItems: {data: [{name: 'x', price: {currency: 'SLEX', value: 1}}]}},
      'invalid_session lineItems.data[0].price.currency',
    ],
    [
      {lineItems: {data: [{name: 'x', price: {currency: 'XSLE', value: 1}}]}},
      'invalid_session lineItems.data[0].price.currency',
    ],
    [
      {lineItems: {data: [{name: 'x', price: {currency: 'SLE', value: 1}, quantity: 0}]}},
      'invalid_session lineItems.data[0].quantity',
    ],
    [
      {lineItems: {data: [{name: 'x', price: {currency: 'SLE', value: 2 ** 52}, quantity: 4}]}},
      'invalid_session lineItems[0]',
    ],
  ])('is refused with %j: %s', (changes, expected) => {
    expect(refusal(monime(changes))).toBe(expected);
  });

  it('is never summed over currencies', () => {
    const item = (currency: string) => ({name: currency, price: {currency, value: 100}});
    const {totals} = readSession(monime({lineItems: {data: [item('USD'), item('SLE'), item('USD')]}}), anyone);
    expect(totals).toEqual([
      {currency: 'USD', amount: 200},
      {currency: 'SLE', amount: 100},
    ]);
  });

  it.each(['rebeccapurple', '#12', 'url(x)', '#12345g', '#0b6;x:y'])(
    'has no accent where the colour is %s',
    (primaryColor) => {
      expect(readSession(monime({brandingOptions: {primaryColor}}), anyone).accent).toBeNull();
    },
  );

  it('leaves out an image that is not https', () => {
    const image = (url: string) => {
      const data = [{name: 'x', price: {currency: 'SLE', value: 1}, images: [url]}];
      return readSession(monime({lineItems: {data}}), anyone).lineItems[0]?.imageUrl;
    };
    expect(image('https://shop.example/x.jpg')).toBe('https://shop.example/x.jpg');
    expect(image('http://shop.example/x.jpg')).toBeNull();
    expect(image('javascript:alert(1)')).toBeNull();
  });
});

describe("PayMongo's JSON", () => {
  it('is read into the session, the fragment of the hosted page kept', () => {
    expect(readSession({data: paymongo()}, anyone)).toMatchObject({
      id: 'cs_1',
      provider: 'paymongo',
      status: 'open',
      hostedUrl: 'https://checkout.paymongo.com/cs_1_client_x#cGtfdGVzdA==',
      framing: 'refused',
      testMode: true,
      createdAt: '2026-01-15T10:00:00.000Z',
      totals: [{currency: 'PHP', amount: 25000}],
      lineItems: [{imageUrl: 'https://shop.example/r.jpg'}],
    });
  });

  it("is completed in the documentation's example, although status says active", () => {
    expect(readSession(fixture('paymongo-paid'), anyone)).toMatchObject({
      id: 'cs_CbFCTDfxvMFNjwjVi26Uzhtj',
      status: 'completed',
      merchant: 'Paymongo Test Account',
      totals: [{currency: 'PHP', amount: 180000}],
    });
  });

  it.each([
    [true, true],
    [false, false],
    [null, false],
    [undefined, false],
    [{card: true}, false],
  ])('with pass_on_fees %j: fees passed on is %s', (passOnFees, feesPassedOn) => {
    expect(readSession({data: paymongo({pass_on_fees: passOnFees})}, anyone).feesPassedOn).toBe(feesPassedOn);
  });

  const intent = (status: unknown, payments: unknown[] = []) => ({payment_intent: {attributes: {status, payments}}});
  const payment = (status: unknown) => ({attributes: {status}});
  it.each([
    [{}, 'open'],
    [{status: 'expired'}, 'expired'],
    [{status: 'archived'}, 'processing'],
    [intent('awaiting_payment_method'), 'open'],
    [{...intent('awaiting_payment_method'), status: 'expired'}, 'expired'],
    [intent('awaiting_next_action'), 'processing'],
    [intent('awaiting_capture'), 'processing'],
    [{...intent('processing'), status: 'expired'}, 'processing'],
    [intent('on_hold'), 'processing'],
    [intent('succeeded'), 'completed'],
    [{...intent('succeeded'), status: 'expired'}, 'completed'],
    [{payments: [payment('failed'), payment('paid')]}, 'completed'],
    [{payments: [payment('failed')]}, 'open'],
    [intent('awaiting_payment_method', [payment('paid')]), 'completed'],
  ])('with %j is %s', (changes, status) => {
    expect(readSession({data: paymongo(changes)}, anyone).status).toBe(status);
  });

  it.each(['awaiting_payment_method', 'awaiting_next_action', 'awaiting_capture', 'processing', 'succeeded'])(
    'knows the intent status %s: no warning',
    (status) => {
      const warnings: string[] = [];
      readSession({data: paymongo(intent(status))}, {...anyone, warn: (message) => warnings.push(message)});
      expect(warnings).toEqual([]);
    },
  );

  it.each([
    [intent('on_hold'), 'intent status "on_hold"'],
    [{status: 'archived'}, 'status "archived"'],
  ])('warns of the unknown word in %j', (changes, words) => {
    const warnings: string[] = [];
    readSession({data: paymongo(changes)}, {...anyone, warn: (message) => warnings.push(message)});
    expect(warnings).toEqual([expect.stringContaining(words)]);
  });

  it.each([
    ['https://shop.example/x.jpg', 'https://shop.example/x.jpg'],
    ['http://shop.example/x.jpg', null],
    ['javascript:alert(1)', null],
    ['data:image/png;base64,AA', null],
  ])('with the image %s has the image %s', (url, expected) => {
    const line_items = [{name: 'x', amount: 1, currency: 'PHP', images: [url]}];
    expect(readSession({data: paymongo({line_items})}, anyone).lineItems[0]?.imageUrl).toBe(expected);
  });

  it.each([
    [{line_items: [{name: 'x', amount: '1', currency: 'PHP'}]}, 'invalid_session attributes.line_items[0].amount'],
    [{checkout_url: 'https://paymongo.com.evil.example/x'}, 'unsafe_url attributes.checkout_url'],
    [{livemode: 'no'}, 'invalid_session attributes.livemode'],
    [{line_items: [{name: 'x', amount: 1, currency: 'PHPX'}]}, 'invalid_session attributes.line_items[0].currency'],
    [{payments: [{status: 'paid'}]}, 'invalid_session attributes.payments[0].attributes'],
    [{payments: [payment(7)]}, 'invalid_session attributes.payments[0].attributes.status'],
    [{payment_intent: {status: 'succeeded'}}, 'invalid_session attributes.payment_intent.attributes'],
    [intent(null), 'invalid_session attributes.payment_intent.attributes.status'],
    [
      intent('processing', [{status: 'paid'}]),
      'invalid_session attributes.payment_intent.attributes.payments[0].attributes',
    ],
  ])('is refused with %j: %s', (changes, expected) => {
    expect(refusal({data: paymongo(changes)})).toBe(expected);
  });
});

describe('a session in our own words', () => {
  it('reads back what the other readers made', () => {
    for (const json of [monime(), paymongo(), fixture('monime-template'), fixture('paymongo-paid')]) {
      const session = readSession(json, anyone);
      expect(readSession(JSON.parse(JSON.stringify(session)), anyone)).toEqual(session);
    }
  });
});

describe('an image in our own words', () => {
  it.each([
    ['https://shop.example/x.jpg', 'https://shop.example/x.jpg'],
    ['http://shop.example/x.jpg', null],
    ['javascript:alert(1)', null],
  ])('of %s is read as %s', (imageUrl, expected) => {
    const session = readSession(monime(), anyone);
    const [item] = session.lineItems;
    const changed = {...session, lineItems: [{...item, imageUrl}], totals: undefined};
    expect(readSession(changed, anyone).lineItems[0]?.imageUrl).toBe(expected);
  });
});

it('a session in our own words with a status that is not known is read although nobody takes the warning', () => {
  const session = readSession(monime(), anyone);
  expect(readSession({...session, status: 'archived'}, anyone).status).toBe('processing');
});

it.each([
  [null, "The session's JSON is invalid. Expected: object."],
  [7, "The session's JSON is invalid. Expected: object."],
  [monime({name: 7}), "The session's name is invalid. Expected: string."],
])('a refusal of %j says what is wrong', (json, message) => {
  expect(() => readSession(json, anyone)).toThrow(expect.objectContaining({message}));
});

describe('the id', () => {
  it('must be the one that was asked for', () => {
    expect(refusal(monime(), {...anyone, id: 'scs-other'})).toBe('wrong_session id');
    expect(refusal(monime(), {...anyone, id: 'scs-k6Fx'})).toBe('taken');
  });

  it('is the one that was asked for where the answer has none', () => {
    expect(readSession(monime({id: null}), {...anyone, id: 'scs-asked'}).id).toBe('scs-asked');
  });
});
