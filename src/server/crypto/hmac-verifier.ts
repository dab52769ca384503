import {CheckoutError} from '../../core/error.ts';
import type {Verify} from './webhook-signature.ts';

/** HMAC-SHA256 under the bytes of the secret. */
function hmacVerifier(secret: string): Verify {
  const algorithm = {name: 'HMAC', hash: 'SHA-256'};
  let key: Promise<CryptoKey> | undefined;
  return async (signature, signed) => {
    key ??= crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, ['verify']);
    return crypto.subtle.verify('HMAC', await key, signature, signed);
  };
}

/**
 * Makes the verifiers of the option `webhookSecret`: several secrets while one replaces another.
 * @throws {CheckoutError} `invalid_configuration` where one breaks the rule; it is not repeated
 */
export function hmacVerifiers(option: string | readonly string[] | undefined, rule: RegExp, words: string): Verify[] {
  const secrets = typeof option === 'string' ? [option] : (option ?? []);
  if (!secrets.every((secret) => rule.test(secret))) {
    throw new CheckoutError('invalid_configuration', `webhookSecret must be ${words}.`, {path: 'webhookSecret'});
  }
  return secrets.map(hmacVerifier);
}
