import {digest, type Sign} from '../crypto/signer.ts';

/** `o`: an order with the merchant's reference. `w`: a one-off. Stores give them different room. */
type RecordKind = 'o' | 'w';

/** Kind, digest of the record's name (24 characters), chance (16), and a code that proves who made it (22). */
const REFERENCE = /^[ow][\w-]{62}$/;

/** Whether the text has the form of a return reference. */
export function isReturnReference(text: string): boolean {
  return REFERENCE.test(text);
}

/** Names the records of one account, and makes the return references that lead to them without an index. */
export interface RecordNames {
  /** @param name what makes the record unique within its kind */
  keyOf(kind: RecordKind, name: string): Promise<string>;
  /** Whether the record belongs to this account: several may share a store. */
  isOwnKey(key: string): Promise<boolean>;
  /** Where the store may note to which record a session belongs. */
  indexKeyOf(session: string): Promise<string>;
  /** Where instances share the last answer about a session. */
  answerKeyOf(session: string): Promise<string>;
  /** Makes a return reference that only a holder of the provider's secret can make. */
  createReference(key: string): Promise<string>;
  /** The key of the record that a return reference leads to; null if it has another form. */
  keyIn(reference: string): Promise<string | null>;
  /** Whether the reference was made with this secret and for this account. */
  isGenuine(reference: string): Promise<boolean>;
}

function randomText(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}

/** @param account without a secret in it: a rotated key must not forget paid orders */
export function createRecordNames(account: string, sign: Sign): RecordNames {
  const tag = digest(account).then((text) => text.slice(0, 12));
  const codeOf = async (text: string) => (await sign(`return ${await tag} ${text}`)).slice(0, 22);
  return {
    keyOf: async (kind, name) => `${kind}:${await tag}:${(await digest(`${account} ${name}`)).slice(0, 24)}`,
    isOwnKey: async (key) => new RegExp(`^[ow]:${await tag}:`).test(key),
    indexKeyOf: async (session) => `c:${await tag}:${session}`,
    answerKeyOf: async (session) => `a:${await tag}:${session}`,
    async createReference(key) {
      const text = `${key.slice(0, 1)}${key.slice(-24)}${randomText()}`;
      return text + (await codeOf(text));
    },
    async keyIn(reference) {
      return isReturnReference(reference) ? `${reference.slice(0, 1)}:${await tag}:${reference.slice(1, 25)}` : null;
    },
    async isGenuine(reference) {
      return isReturnReference(reference) && reference.slice(41) === (await codeOf(reference.slice(0, 41)));
    },
  };
}
