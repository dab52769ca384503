import {CheckoutError} from '../../core/error.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

/** Whether this is the signature of these bytes, in constant time. */
export type Verify = (signature: Bytes, signed: Bytes) => Promise<boolean>;

/** What a webhook says of a checkout session. It is a reason to read the session, and never proof of anything. */
export interface WebhookEvent {
  session: string;
  /** Whether it says that the session was paid. */
  isPaid: boolean;
  /** When the event happened, in milliseconds since 1970; null if unknown. */
  at: number | null;
}

/** How a provider signs its webhooks, and what they are about. */
export interface WebhookScheme {
  /** Name of the header: `t=<unix seconds>,<part>=<signature>`. */
  header: string;
  part: string;
  encoding: 'base64' | 'hex';
  /** Stands between the time and the body in what is signed. */
  separator: string;
  /** One for each secret or key: whichever fits will do. */
  verifiers: readonly Verify[];
  /** Reads the body; null if the event is not about a checkout session. */
  read(body: unknown): WebhookEvent | null;
}

/** What a signature header says. Nothing of it is verified yet. */
export interface Signature {
  time: string;
  signatures: readonly Bytes[];
}

/** Seconds that a webhook may be old: providers try again for hours, and what comes twice does no harm. */
const MAX_AGE_S = 24 * 3600;
/** Seconds by which the provider's clock may be ahead. */
const CLOCK_SKEW_S = 300;

const PATTERN = {base64: /^[A-Za-z0-9+/]{2,512}={0,2}$/, hex: /^([0-9a-f]{2}){1,256}$/};

/** The bytes in what `atob` answers. */
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

function refuse(message: string, path: string): CheckoutError {
  return new CheckoutError('bad_signature', message, {path});
}

/**
 * Reads the header and checks the time in it.
 * @throws {CheckoutError} `bad_signature`
 */
export function readSignature(text: string | undefined, {header, part, encoding}: WebhookScheme): Signature {
  if (!text) throw refuse(`There is no ${header} header.`, header);
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
    throw refuse(`${header} is not t=<unix seconds>,${part}=<${encoding}>.`, header);
  }
  const age = Date.now() / 1000 - Number(time);
  if (age > MAX_AGE_S) throw refuse('The webhook was signed more than 24 hours ago.', header);
  if (age < -CLOCK_SKEW_S)
    throw refuse('The webhook was signed in the future: is the clock of this machine right?', header);
  return {time, signatures};
}

/**
 * Checks the signature over the bytes of the body as they came.
 * @throws {CheckoutError} `bad_signature`
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
  throw refuse('The signature fits none of the webhook secrets.', header);
}
