import {secretsIn} from './sanitize.ts';

export type LeakKind = 'secret' | 'personal' | 'internal';

export interface Leak {
  kind: LeakKind;
  path: string;
  /** Prefix of the secret, such as `mon_…`. */
  secret?: string;
}

// Names are compared in lower case, without underscores and hyphens.
const PERSONAL_NAMES = /^(customer|billing|payer|email|customeremail|phone|phonenumber|msisdn)$/;
const INTERNAL_NAMES =
  /^(metadata|reference|referencenumber|callbackstate|ownershipgraph|financialaccountid|financialtransactionreference)$/;
const SECRET_NAMES = /^(token|accesstoken|secret|secretkey|apikey|webhooksecret|authorization|password)$/;

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}

function kindOf(key: string, value: unknown): LeakKind | null {
  const name = key.replace(/[_-]/g, '').toLowerCase();
  if (isEmpty(value)) return null;
  if (SECRET_NAMES.test(name) && typeof value === 'string') return 'secret';
  if (PERSONAL_NAMES.test(name)) return 'personal';
  return INTERNAL_NAMES.test(name) ? 'internal' : null;
}

const KINDS_BY_SEVERITY: readonly LeakKind[] = ['secret', 'personal', 'internal'];

function worstKind(leaks: readonly Leak[]): LeakKind | undefined {
  return KINDS_BY_SEVERITY.find((kind) => leaks.some((leak) => leak.kind === kind));
}

function leaksInText(text: string, path: string): Leak[] {
  return secretsIn(text).map((secret) => ({kind: 'secret', path, secret}));
}

/** The leaks of a value whose name reveals its kind. A more severe leak inside the value replaces the value's own. */
function leaksInNamed(kind: LeakKind, value: unknown, path: string): Leak[] {
  const inside = leaksIn(value, path);
  const innerKind = worstKind(inside);
  return innerKind && KINDS_BY_SEVERITY.indexOf(innerKind) < KINDS_BY_SEVERITY.indexOf(kind) ? inside : [{kind, path}];
}

/** Finds data in a JSON value that no browser should receive. Returns paths and kinds, never the values. */
export function leaksIn(value: unknown, path = ''): Leak[] {
  if (typeof value === 'string') return leaksInText(value, path);
  if (typeof value !== 'object' || value === null) return [];
  const isList = Array.isArray(value);
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = isList ? `${path}[${key}]` : path ? `${path}.${key}` : key;
    // The reference of a line item is its catalogue number, not the order's reference.
    const kind = key === 'reference' && path.endsWith(']') ? null : kindOf(key, inner);
    const leaks = kind ? leaksInNamed(kind, inner, at) : leaksIn(inner, at);
    return leaksInText(key, at).concat(leaks);
  });
}
