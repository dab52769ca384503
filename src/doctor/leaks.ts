import {secretsIn} from './plain.ts';

export type LeakKind = 'secret' | 'personal' | 'internal';

export interface Leak {
  kind: LeakKind;
  path: string;
  /** How the secret begins. */
  secret?: string;
}

/** Names without underscores and capitals. */
const PERSONAL = /^(customer|billing|payer|email|customeremail|phone|phonenumber|msisdn)$/;
const INTERNAL =
  /^(metadata|reference|referencenumber|callbackstate|ownershipgraph|financialaccountid|financialtransactionreference)$/;
const SECRET = /^(token|accesstoken|secret|secretkey|apikey|webhooksecret|authorization|password)$/;

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}

function kindOf(key: string, value: unknown): LeakKind | null {
  const name = key.replace(/[_-]/g, '').toLowerCase();
  if (isEmpty(value)) return null;
  if (SECRET.test(name) && typeof value === 'string') return 'secret';
  if (PERSONAL.test(name)) return 'personal';
  return INTERNAL.test(name) ? 'internal' : null;
}

const WORST: readonly LeakKind[] = ['secret', 'personal', 'internal'];

function worst(leaks: readonly Leak[]): LeakKind | undefined {
  return WORST.find((kind) => leaks.some((leak) => leak.kind === kind));
}

function inText(text: string, path: string): Leak[] {
  return secretsIn(text).map((secret) => ({kind: 'secret', path, secret}));
}

/** The leaks below a value that says itself what it is; the worse ones inside it say more. */
function inNamed(kind: LeakKind, value: unknown, path: string): Leak[] {
  const inside = leaksIn(value, path);
  const worse = worst(inside);
  return worse && WORST.indexOf(worse) < WORST.indexOf(kind) ? inside : [{kind, path}];
}

/** What no browser should be told, wherever it stands in the JSON; the values themselves are not in the answer. */
export function leaksIn(value: unknown, path = ''): Leak[] {
  if (typeof value === 'string') return inText(value, path);
  if (typeof value !== 'object' || value === null) return [];
  const isList = Array.isArray(value);
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = isList ? `${path}[${key}]` : path ? `${path}.${key}` : key;
    // A line item's reference is its number in the shop's catalogue.
    const kind = key === 'reference' && path.endsWith(']') ? null : kindOf(key, inner);
    const leaks = kind ? inNamed(kind, inner, at) : leaksIn(inner, at);
    return inText(key, at).concat(leaks);
  });
}
