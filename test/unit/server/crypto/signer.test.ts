import {createHash, createHmac} from 'node:crypto';
import fc from 'fast-check';
import {describe, expect, it, onTestFinished, vi} from 'vitest';
import {createSigner, digest} from '../../../../src/server/crypto/signer.ts';

const text = fc.string({unit: 'grapheme'});
const secret = fc.string({unit: 'grapheme', minLength: 1});

describe('createSigner', () => {
  it('signs as other versions do, so that a shop knows its sessions after an update', async () => {
    await fc.assert(
      fc.asyncProperty(secret, fc.array(text, {minLength: 1, maxLength: 3}), async (secret, signed) => {
        const sign = createSigner(secret);
        const key = createHmac('sha256', secret).update('monime-checkout').digest();
        for (const each of signed) {
          expect(await sign(each)).toBe(createHmac('sha256', key).update(each).digest('base64url'));
        }
      }),
    );
  });

  it('keeps no key that could be read again, and derives it once', async () => {
    const importKey = vi.spyOn(crypto.subtle, 'importKey');
    onTestFinished(() => importKey.mockRestore());
    const sign = createSigner('sk_test_1');
    expect(await sign('one')).not.toBe(await sign('two'));
    const keys = await Promise.all(importKey.mock.results.map(({value}) => value));
    const closed = expect.objectContaining({extractable: false, usages: ['sign']});
    expect(keys).toEqual([closed, closed]);
  });
});

describe('digest', () => {
  it('is the SHA-256 of the text in 43 characters that every store takes', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        const hash = await digest(value);
        expect(hash).toBe(createHash('sha256').update(value).digest('base64url'));
        expect(hash).toMatch(/^[\w-]{43}$/);
      }),
    );
  });
});
