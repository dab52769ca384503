import {CheckoutError} from '../../core/error.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

/** Resolves to whether `signature` is valid for the bytes `signed`. Must compare in constant time. */
export type Verify = (signature: Bytes, signed: Bytes) => Promise<boolean>;

/** What a webhook reports about a checkout session. It is a reason to read the session, never proof of anything. */
export interface WebhookEvent {
  session: string;
  /** Whether it reports the session as paid. */
  isPaid: boolean;
  /** When the event happened, in milliseconds since 1970; null if unknown. */
  at: number | null;
}

/** How a provider signs its webhooks, and how to find the session in them. */
export interface WebhookScheme {
  /** Name of the signature header. Its value has the format `t=<unix seconds>,<part>=<signature>`. */
  header: string;
  /** Key of the signature in the header, such as `v1`. */
  part: string;
  encoding: 'base64' | 'hex';
  /** Separates the time from the body in the signed bytes. */
  separator: string;
  /** One for each secret or key; empty if they are missing. A signature is valid if one of them accepts it. */
  verifiers: readonly Verify[];
  /** Reads the body; null if the event is not about a checkout session. */
  read(body: unknown): WebhookEvent | null;
}

/** A parsed signature header, not verified yet. */
export interface Signature {
  time: string;
  signatures: readonly Bytes[];
}

/** Maximum age of a webhook. Providers retry for hours, and processing an event twice is harmless. */
const MAX_AGE_S = 24 * 3600;
/** How far the provider's clock may be ahead. */
const CLOCK_SKEW_S = 300;

const PATTERN = {base64: /^[A-Za-z0-9+/]{2,512}={0,2}$/, hex: /^([0-9a-f]{2}){1,256}$/};

/** Converts a binary string, as `atob` returns it. */
function bytesOf(binary: string): Bytes {
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function decode(text: string, encoding: WebhookScheme['encoding']): Bytes[] {
  if (!PATTERN[encoding].test(text)) return [];
  if (encoding === 'hex') return [Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))];
  try {
    return [bytesOf(atob(text))];
  } catch {
    return [];
  }
}

function badSignature(message: string, path: string): CheckoutError {
  return new CheckoutError('bad_signature', message, {path});
}

/**
 * Parses the signature header and checks its time.
 * @throws {CheckoutError} `bad_signature` if the header is missing or malformed, older than 24 hours, or from the future
 */
export function readSignature(text: string | undefined, {header, part, encoding}: WebhookScheme): Signature {
  if (!text) throw badSignature(`The ${header} header is missing.`, header);
  const pairs = text
    .slice(0, 4096)
    .split(',')
    .map((pair) => pair.trim());
  const valuesOf = (key: string) =>
    pairs.flatMap((pair) => (pair.startsWith(`${key}=`) ? pair.slice(key.length + 1) : []));
  const [time = ''] = valuesOf('t');
  const signatures = valuesOf(part)
    .slice(0, 5)
    .flatMap((value) => decode(value, encoding));
  if (!/^\d{1,12}$/.test(time) || signatures.length === 0) {
    throw badSignature(`${header} must have the format t=<unix seconds>,${part}=<${encoding}>.`, header);
  }
  const age = Date.now() / 1000 - Number(time);
  if (age > MAX_AGE_S) throw badSignature('The webhook was signed more than 24 hours ago.', header);
  if (age < -CLOCK_SKEW_S)
    throw badSignature("The webhook's signature is from the future. Check this machine's clock.", header);
  return {time, signatures};
}

/**
 * Verifies the signature of the raw request body.
 * @throws {CheckoutError} `bad_signature` if no secret or key matches
 */
export async function verifySignature(
  {time, signatures}: Signature,
  body: Bytes,
  {header, separator, verifiers}: WebhookScheme,
): Promise<void> {
  const prefix = new TextEncoder().encode(time + separator);
  const signed = new Uint8Array(prefix.length + body.length);
  signed.set(prefix);
  signed.set(body, prefix.length);
  for (const verify of verifiers) {
    for (const signature of signatures) if (await verify(signature, signed)) return;
  }
  throw badSignature("The signature matches no webhook secret. Compare webhookSecret with the provider's.", header);
}
