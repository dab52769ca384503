import {createHmac} from 'node:crypto';
import fc from 'fast-check';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {hmacVerifiers} from '../../../../src/server/crypto/hmac-verifier.ts';
import {readSignature, verifySignature, type WebhookScheme} from '../../../../src/server/crypto/webhook-signature.ts';

type Encoding = WebhookScheme['encoding'];

const NOW_S = 1_800_000_000;
const DAY_S = 24 * 3600;
const SECRET = 'a secret';

function schemeWith(encoding: Encoding, secrets: readonly string[] = [SECRET]): WebhookScheme {
  const verifiers = hmacVerifiers(secrets, /./, 'any text') ?? [];
  return {header: 'Signature', part: 'v1', encoding, separator: '.', verifiers, read: () => null};
}

/** The signature of a body in a scheme of `schemeWith`, made by Node. */
function sign(body: Uint8Array, encoding: Encoding, {secret = SECRET, time = NOW_S} = {}): string {
  return createHmac('sha256', secret).update(`${time}.`).update(body).digest(encoding);
}

/** Resolves to why a webhook is refused; null if it is taken. */
async function refusalOf(header: string | undefined, body: Uint8Array<ArrayBuffer>, scheme: WebhookScheme) {
  try {
    await verifySignature(readSignature(header, scheme), body, scheme);
    return null;
  } catch (error) {
    expect(error).toMatchObject({code: 'bad_signature', path: 'Signature'});
    return String(error);
  }
}

const bodyOf = (text: string) => new TextEncoder().encode(text);
const BODY = bodyOf('{"paid": true}');
const FORM = /must have the format t=<unix seconds>,v1=</;
const NO_MATCH = /matches no webhook secret/;
const encodings: Encoding[] = ['base64', 'hex'];

beforeEach(() => void vi.useFakeTimers({toFake: ['Date'], now: NOW_S * 1000}));
afterEach(() => void vi.useRealTimers());

describe.each(encodings)('a signature in %s', (encoding) => {
  const body = fc.uint8Array({maxLength: 200}).map((bytes) => Uint8Array.from(bytes));
  const secret = fc.string({unit: 'grapheme', minLength: 1});

  it('is taken with any of the secrets, and from no one else', async () => {
    const secrets = fc.uniqueArray(secret, {minLength: 2, maxLength: 4});
    await fc.assert(
      fc.asyncProperty(body, secrets, fc.nat(), async (bytes, [stranger = '', ...ours], index) => {
        const scheme = schemeWith(encoding, ours);
        const header = (key: string) => `t=${NOW_S},v1=${sign(bytes, encoding, {secret: key})}`;
        expect(await refusalOf(header(ours[index % ours.length] ?? ''), bytes, scheme)).toBeNull();
        expect(await refusalOf(header(stranger), bytes, scheme)).toMatch(NO_MATCH);
      }),
    );
  });

  it('is refused for a body of which any byte is changed, added or missing', async () => {
    await fc.assert(
      fc.asyncProperty(body, fc.nat(), fc.integer({min: 1, max: 255}), async (bytes, at, change) => {
        const index = at % (bytes.length + 1);
        const changed = Uint8Array.from([
          ...bytes.slice(0, index),
          (bytes[index] ?? 0) ^ change,
          ...bytes.slice(index + 1),
        ]);
        const scheme = schemeWith(encoding);
        expect(await refusalOf(`t=${NOW_S},v1=${sign(bytes, encoding)}`, changed, scheme)).toMatch(NO_MATCH);
        expect(await refusalOf(`t=${NOW_S},v1=${sign(changed, encoding)}`, bytes, scheme)).toMatch(NO_MATCH);
      }),
    );
  });

  it('is found among other parts, in any order and with spaces', async () => {
    const others = fc.array(fc.constantFrom('v0=abcd', 'v1', 'v1x=abcd', 'xv1=abcd', '', '=', 'v1=', 'v1=%'));
    const parts = others.chain((other) =>
      fc.shuffledSubarray([...other, `t=${NOW_S}`, `v1=${sign(BODY, encoding)}`], {minLength: other.length + 2}),
    );
    const header = fc.tuple(parts, fc.constantFrom(',', ', ', ' ,\t')).map(([all, comma]) => all.join(comma));
    await fc.assert(
      fc.asyncProperty(header, async (text) => {
        // No more than five signatures are tried: that has its own test.
        fc.pre(text.split('v1=').length <= 6);
        expect(await refusalOf(text, BODY, schemeWith(encoding))).toBeNull();
      }),
    );
  });

  it.each([
    ['one character is foreign', (value: string) => value.replace(/.{8}/, '$&_')],
    ['it begins with a space', (value: string) => ` ${value}`],
    ['a space is in it', (value: string) => value.replace(/.{4}/, '$& ')],
    ['foreign characters come first', (value: string) => `__${value}`],
    ['foreign characters come last', (value: string) => `${value}__`],
    ['a character is missing', (value: string) => value.replace(/[^=]/, '')],
    ['it is empty', () => ''],
    ['it is endless', () => 'ab'.repeat(1000)],
  ])('is refused for its form if %s', async (_, change) => {
    const header = `t=${NOW_S},v1=${change(sign(BODY, encoding))}`;
    expect(await refusalOf(header, BODY, schemeWith(encoding))).toMatch(FORM);
  });

  it('may be the fifth in the header, but not the sixth: a header must not cost more than that', async () => {
    const wrong = `v1=${sign(bodyOf('other'), encoding)},`;
    const right = `v1=${sign(BODY, encoding)}`;
    const scheme = schemeWith(encoding);
    expect(await refusalOf(`t=${NOW_S},${wrong.repeat(4)}${right}`, BODY, scheme)).toBeNull();
    expect(await refusalOf(`t=${NOW_S},${wrong.repeat(5)}${right}`, BODY, scheme)).toMatch(NO_MATCH);
  });

  it('is not looked for behind the first 4096 characters', async () => {
    const parts = `t=${NOW_S},v1=${sign(BODY, encoding)}`;
    const scheme = schemeWith(encoding);
    expect(await refusalOf(`${','.repeat(4096 - parts.length)}${parts}`, BODY, scheme)).toBeNull();
    expect(await refusalOf(`${','.repeat(4096)}${parts}`, BODY, scheme)).toMatch(FORM);
  });
});

it.each([
  ['hex of capital letters', 'hex', sign(BODY, 'hex').toUpperCase()],
  ['hex of more than 256 bytes', 'hex', 'ab'.repeat(257)],
  ['base64 of more than 512 characters', 'base64', 'abcd'.repeat(129)],
  ['three characters of padding', 'base64', `${sign(BODY, 'base64')}==`],
] as const)('a signature is refused for its form: %s', async (_, encoding, value) => {
  expect(await refusalOf(`t=${NOW_S},v1=${value}`, BODY, schemeWith(encoding))).toMatch(FORM);
});

it.each([
  ['hex of 256 bytes', 'hex', 'ab'.repeat(256)],
  ['base64 of 512 characters', 'base64', 'abcd'.repeat(128)],
  ['base64 with two characters of padding', 'base64', 'ab=='],
  ['base64 with one character of padding', 'base64', 'abc='],
  ['base64 that leaves out its padding', 'base64', 'abc'],
] as const)('a signature is tried: %s', async (_, encoding, value) => {
  expect(await refusalOf(`t=${NOW_S},v1=${value}`, BODY, schemeWith(encoding))).toMatch(NO_MATCH);
});

describe('the time of a signature', () => {
  const refusalAt = (time: number | string, now = NOW_S * 1000) => {
    vi.setSystemTime(now);
    const value = createHmac('sha256', SECRET).update(`${time}.`).update(BODY).digest('hex');
    return refusalOf(`t=${time},v1=${value}`, BODY, schemeWith('hex'));
  };

  it('is taken up to a day ago and five minutes ahead, and not a moment beyond', async () => {
    expect(await refusalAt(NOW_S - DAY_S)).toBeNull();
    expect(await refusalAt(NOW_S - DAY_S, NOW_S * 1000 + 1)).toMatch(/more than 24 hours ago/);
    expect(await refusalAt(NOW_S + 300)).toBeNull();
    expect(await refusalAt(NOW_S + 300, NOW_S * 1000 - 1)).toMatch(/from the future/);
  });

  it('is taken or refused by its age alone, whatever the time is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({min: 10 * DAY_S, max: 4e9}),
        fc.integer({min: -600, max: 2 * DAY_S}),
        async (now, age) => {
          expect((await refusalAt(now - age, now * 1000)) === null).toBe(age >= -300 && age <= DAY_S);
        },
      ),
    );
  });

  it.each(['', 'abc', `${NOW_S}x`, `x${NOW_S}`, `+${NOW_S}`, `-${NOW_S}`, `${NOW_S}.5`, '1e9', '0x1', '1'.repeat(13)])(
    'is refused for its form if it is %j',
    async (time) => {
      expect(await refusalAt(time)).toMatch(FORM);
    },
  );

  it('is the first one in the header', async () => {
    const value = sign(BODY, 'hex');
    const scheme = schemeWith('hex');
    expect(await refusalOf(`t=${NOW_S},t=${NOW_S - 1},v1=${value}`, BODY, scheme)).toBeNull();
    expect(await refusalOf(`t=${NOW_S - 1},t=${NOW_S},v1=${value}`, BODY, scheme)).toMatch(NO_MATCH);
  });
});

it.each([undefined, ''])('a webhook is refused if its header is %j', async (header) => {
  expect(await refusalOf(header, BODY, schemeWith('hex'))).toMatch(/The Signature header is missing/);
});
