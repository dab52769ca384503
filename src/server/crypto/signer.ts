/** Answers 43 characters of `[A-Za-z0-9_-]` that nobody without the secret can tell from chance. */
export type Sign = (text: string) => Promise<string>;

const encoder = new TextEncoder();

async function hmac(secret: BufferSource, text: string): Promise<ArrayBuffer> {
  const algorithm = {name: 'HMAC', hash: 'SHA-256'};
  const key = await crypto.subtle.importKey('raw', secret, algorithm, false, ['sign']);
  return crypto.subtle.sign('HMAC', key, encoder.encode(text));
}

function base64url(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace('=', '');
}

/** HMAC-SHA256 under a key derived from the provider's secret, as base64url: the secret itself signs one word only. */
export function createSigner(secret: string): Sign {
  let derived: Promise<ArrayBuffer> | undefined;
  return async (text) => {
    derived ??= hmac(encoder.encode(secret), 'monime-checkout');
    return base64url(await hmac(await derived, text));
  };
}

/** SHA-256 as base64url: stores limit what a key may hold, and the order's name need not stand in it. */
export async function digest(text: string): Promise<string> {
  return base64url(await crypto.subtle.digest('SHA-256', encoder.encode(text)));
}
