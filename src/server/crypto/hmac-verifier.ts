import {CheckoutError} from '../../core/error.ts';
import type {Verify} from './webhook-signature.ts';

/** Verifies HMAC-SHA256 with the UTF-8 bytes of the secret as the key. */
function hmacVerifier(secret: string): Verify {
  const algorithm = {name: 'HMAC', hash: 'SHA-256'};
  let key: Promise<CryptoKey> | undefined;
  return async (signature, signed) => {
    key ??= crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, ['verify']);
    return crypto.subtle.verify('HMAC', await key, signature, signed);
  };
}

/**
 * Creates one verifier for each secret in the option `webhookSecret`. Several secrets allow a key rotation. Empty ones
 * are left out: they come from variables that are not set.
 * @param pattern format of a valid secret
 * @param format the same format in words, for the error message
 * @returns null if the option is not given, or an empty list
 * @throws {CheckoutError} `invalid_configuration` if a secret has another format; the message does not contain it
 */
export function hmacVerifiers(
  option: string | readonly string[] | undefined,
  pattern: RegExp,
  format: string,
): Verify[] | null {
  const options = typeof option === 'string' ? [option] : (option ?? []);
  if (options.length === 0) return null;
  const secrets = options.filter((secret) => secret !== '');
  if (!secrets.every((secret) => pattern.test(secret))) {
    throw new CheckoutError('invalid_configuration', `webhookSecret must be ${format}.`, {path: 'webhookSecret'});
  }
  return secrets.map(hmacVerifier);
}
