import {createHmac} from 'node:crypto';
import fc from 'fast-check';
import {describe, expect, it, onTestFinished, vi} from 'vitest';
import {hmacVerifiers} from '../../../../src/server/crypto/hmac-verifier.ts';

const PATTERN = /^whsk_\w+$/;
const read = (option: string | readonly string[] | undefined) => hmacVerifiers(option, PATTERN, 'whsk_…');

describe('webhookSecret', () => {
  it.each<[string[] | undefined]>([[undefined], [[]]])('that is %j means that there are no webhooks', (option) => {
    expect(read(option)).toBeNull();
  });

  it.each<[string | string[]]>([[''], [['']], [['', '']]])(
    'that is set and empty is not taken for one that is not set: %j',
    (option) => {
      expect(read(option)).toEqual([]);
    },
  );

  it('of any number of secrets has one verifier for each that is not empty', () => {
    const secret = fc.oneof(
      fc.constant(''),
      fc.nat().map((number) => `whsk_${number}`),
    );
    fc.assert(
      fc.property(fc.array(secret, {minLength: 1}), (secrets) => {
        expect(read(secrets)).toHaveLength(secrets.filter(Boolean).length);
      }),
    );
    expect(read('whsk_1')).toHaveLength(1);
  });

  it.each<[string | string[]]>([['hunter2'], [['whsk_1', 'hunter2']], [['hunter2', 'whsk_1']]])(
    'is refused if one secret is of another kind, without repeating it: %j',
    (option) => {
      const message = 'webhookSecret must be whsk_….';
      const refusal = {code: 'invalid_configuration', path: 'webhookSecret', message};
      expect(() => read(option)).toThrow(expect.objectContaining(refusal));
    },
  );
});

it('keeps no key that could be read again, and makes it once', async () => {
  const importKey = vi.spyOn(crypto.subtle, 'importKey');
  onTestFinished(() => importKey.mockRestore());
  const [verify] = read('whsk_1') ?? [];
  const body = Uint8Array.from([1, 2, 3]);
  const signature = Uint8Array.from(createHmac('sha256', 'whsk_1').update(body).digest());
  expect(await verify?.(signature, body)).toBe(true);
  expect(await verify?.(signature, body.slice(1))).toBe(false);
  const keys = await Promise.all(importKey.mock.results.map(({value}) => value));
  expect(keys).toEqual([expect.objectContaining({extractable: false, usages: ['verify']})]);
});
