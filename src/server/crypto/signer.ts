/** Returns a signature of 43 characters of `[A-Za-z0-9_-]`, which cannot be predicted without the secret. */
export type Sign = (text: string) => Promise<string>;

const encoder = new TextEncoder();

function importKey(secret: BufferSource): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', secret, {name: 'HMAC', hash: 'SHA-256'}, false, ['sign']);
}

function hmac(key: CryptoKey, text: string): Promise<ArrayBuffer> {
  return crypto.subtle.sign('HMAC', key, encoder.encode(text));
}

async function deriveKey(secret: string): Promise<CryptoKey> {
  return importKey(await hmac(await importKey(encoder.encode(secret)), 'monime-checkout'));
}

function base64url(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace('=', '');
}

/**
 * Creates a function that signs with HMAC-SHA256 and returns base64url. The key is derived from the provider's secret, so
 * that the secret itself only ever signs one constant.
 */
export function createSigner(secret: string): Sign {
  let key: Promise<CryptoKey> | undefined;
  return async (text) => {
    key ??= deriveKey(secret);
    return base64url(await hmac(await key, text));
  };
}

/** Hashes with SHA-256 to base64url. Used for storage keys: stores restrict their characters, and the order stays private. */
export async function digest(text: string): Promise<string> {
  return base64url(await crypto.subtle.digest('SHA-256', encoder.encode(text)));
}
