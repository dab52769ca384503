import {describe, expect, it} from 'vitest';
import {
  MONIME,
  MONIME_SECRET,
  monimeWith,
  opensslHmac,
  PAYMONGO,
  PAYMONGO_SECRET,
  paymongoWith,
  type Signed,
  unixNow,
} from './signing.ts';
import {startShop} from './shop.ts';

const DAY = 24 * 3600;
const OTHER_SECRET = {Monime: 'another-webhook-secret-of-monime-40-chars', PayMongo: 'whsk_another'};

async function startWebhooks({name, header}: Signed, webhookSecret?: string[]) {
  const options = webhookSecret && {webhookSecret};
  const shop = await startShop<unknown>((provider) =>
    name === 'Monime' ? monimeWith(provider, options) : paymongoWith(provider, options),
  );
  const send = (body: string | Uint8Array<ArrayBuffer>, signature: string) =>
    shop.ask('/webhooks', {method: 'POST', body, headers: {[header]: signature}});
  return {...shop, send};
}

/** One bit of the signature in the header is another; the time stays as it is. */
function flipBit(signature: string, encoding: 'base64' | 'hex'): string {
  return signature.replace(/(v1|te)=([^,]+)/, (_, part: string, value: string) => {
    const bytes = Buffer.from(value, encoding);
    bytes[13] = (bytes[13] ?? 0) ^ 4;
    return `${part}=${bytes.toString(encoding)}`;
  });
}

describe.each([
  ['Monime', MONIME, 'base64'],
  ['PayMongo', PAYMONGO, 'hex'],
] as const)("%s's signature", (name, signed, encoding) => {
  const {sign, event} = signed;
  const body = JSON.stringify(event('nothing', 'payment.created'));

  it.each<[string, string | Uint8Array<ArrayBuffer>]>([
    ['a plain body', body],
    ['a trailing newline', `${body}\n`],
    ['a byte order mark', `\uFEFF${body}`],
    ['words beyond ASCII', JSON.stringify({name: 'Kɔla — ₱25 🌰'})],
    ['an escaped body that would be written otherwise', '{"name":"Caf\\u00e9",\r\n  "amount": 1.0 }'],
    ['a megabyte', JSON.stringify({text: 'x'.repeat(1_000_000)})],
  ])('is taken over %s', async (_, text) => {
    const {send} = await startWebhooks(signed);
    expect(await send(text, sign(text))).toMatchObject({status: 200, json: {received: true}});
  });

  it.each<[string, string, () => string]>([
    ['one flipped bit in the signature', body, () => flipBit(sign(body), encoding)],
    ['one flipped bit in the body', body.replace('payment', 'qayment'), () => sign(body)],
    ['a newline that was not signed', `${body}\n`, () => sign(body)],
    ['a byte order mark that was not signed', `\uFEFF${body}`, () => sign(body)],
    ['a secret that is not ours', body, () => sign(body, OTHER_SECRET[name])],
    ['another time than was signed', body, () => sign(body).replace(/t=(\d+)/, (_, t) => `t=${Number(t) - 1}`)],
    ['a time of more than a day ago', body, () => sign(body, undefined, unixNow() - DAY - 60)],
    ['a time of the future', body, () => sign(body, undefined, unixNow() + 600)],
    ['no signature', body, () => `t=${unixNow()}`],
    ['no time', body, () => sign(body).replace(/t=\d+,/, '')],
    ['half a signature', body, () => sign(body).slice(0, 40)],
    ['an empty header', body, () => ''],
  ])('is refused with %s', async (_, text, signature) => {
    const {send, provider, errors} = await startWebhooks(signed);
    const answer = await send(text, signature());
    expect(answer).toMatchObject({status: 401, json: {error: {code: 'bad_signature', path: signed.header}}});
    expect(provider.received).toEqual([]);
    expect(errors).toEqual([]);
  });

  const part = name === 'Monime' ? 'v1' : 'te';
  it.each([
    ['other characters', `t=${unixNow()},${part}=${'zz!z'.repeat(16)}`],
    ['an odd number of characters', `t=${unixNow()},${part}=a`],
    ['padding in the middle', `t=${unixNow()},${part}=ab==${'ab'.repeat(20)}`],
    ['a time of letters', `t=abc,${part}=${'ab'.repeat(32)}`],
    ['a time that ends in letters', `t=${unixNow()}x,${part}=${'ab'.repeat(32)}`],
    ['a time with a sign', `t=+${unixNow()},${part}=${'ab'.repeat(32)}`],
  ])('is refused for its form with %s, before any key is tried', async (_, signature) => {
    const {send} = await startWebhooks(signed);
    const {status, json} = await send(body, signature);
    expect(status).toBe(401);
    expect(json).toMatchObject({error: {message: expect.stringContaining('must have the format t=<unix seconds>')}});
  });

  it.each([DAY - 60, 0, -200])('may be %i seconds old', async (age) => {
    const {send} = await startWebhooks(signed);
    expect((await send(body, sign(body, undefined, unixNow() - age))).status).toBe(200);
  });

  it('may be of any secret while one replaces another', async () => {
    const {send} = await startWebhooks(signed, [OTHER_SECRET[name], signed.secret]);
    expect((await send(body, sign(body))).status).toBe(200);
    expect((await send(body, sign(body, OTHER_SECRET[name]))).status).toBe(200);
    expect((await send(body, sign(body, 'a third secret'))).status).toBe(401);
  });

  it('is not looked at over more than two megabytes', async () => {
    const {send} = await startWebhooks(signed);
    const large = 'x'.repeat(2 * 1024 * 1024 + 1);
    expect(await send(large, sign('{}'))).toMatchObject({status: 413, json: {error: {path: 'body'}}});
  });

  it('makes no event of what is no JSON', async () => {
    const {send} = await startWebhooks(signed);
    expect(await send('hello', sign('hello'))).toMatchObject({status: 400, json: {error: {path: 'body'}}});
  });
});

it("takes PayMongo's live signature with a live key and the test signature with a test key", async () => {
  const body = '{}';
  const time = unixNow();
  const right = opensslHmac(PAYMONGO_SECRET, `${time}.${body}`).toString('hex');
  const wrong = 'a'.repeat(64);
  for (const [secretKey, taken, refused] of [
    ['sk_test_1', `t=${time},te=${right},li=${wrong}`, `t=${time},te=${wrong},li=${right}`],
    ['sk_live_1', `t=${time},te=${wrong},li=${right}`, `t=${time},te=${right},li=${wrong}`],
  ] as const) {
    const {ask} = await startShop((provider) => paymongoWith(provider, {secretKey}));
    const send = (signature: string) =>
      ask('/webhooks', {method: 'POST', body, headers: {'Paymongo-Signature': signature}});
    expect((await send(taken)).status).toBe(200);
    expect((await send(refused)).status).toBe(401);
  }
});

it('signs at Monime with an underscore, which a dot is not', async () => {
  const {send} = await startWebhooks(MONIME);
  const time = unixNow();
  const dotted = opensslHmac(MONIME_SECRET, `${time}.{}`).toString('base64');
  expect((await send('{}', `t=${time},v1=${dotted}`)).status).toBe(401);
  expect(
    (await send('{}', `v1=${dotted}, t=${time}, v1=${MONIME.sign('{}', undefined, time).split('v1=')[1]}`)).status,
  ).toBe(200);
});

it('is asked for where there is a secret only', async () => {
  const {ask} = await startShop((provider) => monimeWith(provider, {webhookSecret: []}));
  expect((await ask('/webhooks', {method: 'POST', body: '{}'})).status).toBe(404);
});
