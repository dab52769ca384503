import {CheckoutError} from '../../core/error.ts';
import {bytesOf, type Bytes, type Verify} from './webhook-signature.ts';

/** A public key of P-256 as JSON. */
export interface PublicJwk {
  kty?: string;
  crv?: string;
  x?: string;
  y?: string;
  /** Only private keys have it: refused. */
  d?: string;
}

const PEM = /^\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----\s*$/;
/** Bytes of one of the two numbers that make a signature on P-256. */
const NUMBER = 32;

/** `r` and `s` side by side, as ES256 has them; from DER, as OpenSSL writes them, where they are not. */
function plainSignature(signature: Bytes): Bytes | null {
  if (signature.length === 2 * NUMBER) return signature;
  const plain = new Uint8Array(2 * NUMBER);
  let offset = 2;
  for (const end of [NUMBER, 2 * NUMBER]) {
    const length = signature[offset + 1] ?? 0;
    const number = signature.slice(offset + 2, offset + 2 + length);
    const digits = number.slice(Math.max(0, number.length - NUMBER));
    if (signature[offset] !== 2 || number.length !== length || length > NUMBER + 1) return null;
    plain.set(digits, end - digits.length);
    offset += 2 + length;
  }
  return plain;
}

/**
 * ES256 under a public key of P-256, as PEM (`-----BEGIN PUBLIC KEY-----`) or JWK.
 * @throws {CheckoutError} `invalid_configuration`
 */
export function es256Verifier(option: string | PublicJwk): Verify {
  const refuse = (cause?: unknown) =>
    new CheckoutError('invalid_configuration', 'webhookKey must be a P-256 public key, as PEM or JWK.', {
      path: 'webhookKey',
      cause,
    });
  const pem = typeof option === 'string' ? PEM.exec(option)?.[1] : undefined;
  if (pem === undefined && (typeof option === 'string' || option.crv !== 'P-256' || option.d)) throw refuse();
  const algorithm = {name: 'ECDSA', namedCurve: 'P-256'};
  const importKey = async () => {
    try {
      return typeof option === 'string'
        ? await crypto.subtle.importKey('spki', bytesOf(atob((pem ?? '').replaceAll(/\s/g, ''))), algorithm, false, [
            'verify',
          ])
        : await crypto.subtle.importKey('jwk', option, algorithm, false, ['verify']);
    } catch (cause) {
      throw refuse(cause);
    }
  };
  let key: Promise<CryptoKey> | undefined;
  return async (signature, signed) => {
    const plain = plainSignature(signature);
    key ??= importKey();
    return plain !== null && crypto.subtle.verify({name: 'ECDSA', hash: 'SHA-256'}, await key, plain, signed);
  };
}
