import {CheckoutError} from '../../core/error.ts';
import type {CheckoutSession} from '../../core/session.ts';
import {withTimeout} from '../../core/with-timeout.ts';
import type {ProviderSession} from '../adapters/adapter.ts';
import type {Settings} from '../config/options.ts';
import {BoundedMap} from '../stores/memory.ts';
import {Outage} from '../stores/outage.ts';

/** For how long the last answer is kept, in milliseconds. Monime's sessions live about as long. */
const ANSWER_TTL_MS = 3_600_000;
/** Longer answers are not shared, in characters: a session can have hundreds of items. */
const ANSWER_MAX_LENGTH = 32_768;
const CALL_TIMEOUT_MS = 500;
const MAX_PARSED = 2000;
/** For how long a cache that has failed is left alone, in milliseconds. */
const AWAY_MS = 5000;
/** For how long this instance remembers what it has seen, in milliseconds. */
const RECENT_MS = 5000;
/** Another format of the stored text needs another number: during a deployment, two releases share a cache. */
const FORMAT = 1;
const MAC_LENGTH = 43;

/** An answer that some instance has had from the provider. */
export interface SharedAnswer {
  /** As a browser may see it. */
  found: ProviderSession;
  /** How long ago the answer was read from the provider, in milliseconds. */
  age: number;
}

interface StoredAnswer {
  session: CheckoutSession;
  successUrl: string | null;
  endedAt: number | null;
}

/** The last answers about sessions, of all instances. Calls never throw; if they fail, sessions are read as usual. */
export interface SharedAnswers {
  get(id: string): Promise<SharedAnswer | null>;
  /** What this instance has got or set in the last five seconds, without asking the cache; others may have a newer one. */
  recent(id: string): SharedAnswer | null;
  /** Keeps an answer whose order was stored, as a browser may see it. */
  set(id: string, answer: SharedAnswer): Promise<void>;
}

/** @param keyOf names the place of a session's answer */
export function createSharedAnswers(
  {cache, provider, report}: Pick<Settings<unknown>, 'cache' | 'provider' | 'report'>,
  keyOf: (id: string) => Promise<string>,
): SharedAnswers {
  const outage = new Outage();
  /** The last text of each answer, and what it says: most polls find the same again. */
  const parsed = new BoundedMap<{value: string; found: ProviderSession}>(MAX_PARSED);
  const recent = new BoundedMap<{found: ProviderSession; readAt: number}>(MAX_PARSED);
  let awayUntil = Number.NEGATIVE_INFINITY;

  /** Returns null if the cache fails. */
  async function ask<T>(call: () => Promise<T>): Promise<T | null> {
    if (performance.now() < awayUntil) return null;
    try {
      const answer = await withTimeout(call(), CALL_TIMEOUT_MS, `No answer within ${CALL_TIMEOUT_MS} ms.`);
      outage.succeed();
      return answer;
    } catch (cause) {
      awayUntil = performance.now() + AWAY_MS;
      const message =
        "The store's cache failed, so this instance reads the provider itself. Check the connection to its database.";
      if (outage.fail()) report(new CheckoutError('store_unavailable', message, {cause}));
      return null;
    }
  }

  /** Proves that an instance of this shop has written the text: who can write to the store cannot say "paid". */
  function macOf(key: string, text: string): Promise<string> {
    return provider.sign(`answer ${FORMAT} ${key} ${text}`);
  }

  /** What the text says; null if no instance of this shop has written it. */
  async function parse(key: string, value: string): Promise<ProviderSession | null> {
    const known = parsed.get(key);
    if (known?.value === value) return known.found;
    const text = value.slice(MAC_LENGTH);
    if (value.slice(0, MAC_LENGTH) !== (await macOf(key, text))) return null;
    const {session, successUrl, endedAt}: StoredAnswer = JSON.parse(text);
    const found = {session, successUrl, endedAt, payments: [], reference: null};
    parsed.set(key, {value, found}, ANSWER_TTL_MS);
    return found;
  }

  function see(id: string, {found, age}: SharedAnswer): void {
    recent.set(id, {found, readAt: performance.now() - age}, RECENT_MS);
  }

  return {
    async get(id) {
      const key = await keyOf(id);
      const kept = await ask(() => cache.get(key));
      const found = kept && (await parse(key, kept.value));
      const answer = found && {found, age: Math.max(kept.age, 0)};
      if (answer) see(id, answer);
      return answer;
    },
    recent(id) {
      const seen = recent.get(id);
      return seen ? {found: seen.found, age: performance.now() - seen.readAt} : null;
    },
    async set(id, {found, age}) {
      const {session, successUrl, endedAt} = found;
      const stored: StoredAnswer = {session, successUrl, endedAt};
      const text = JSON.stringify(stored);
      if (text.length > ANSWER_MAX_LENGTH) return;
      see(id, {found, age});
      const key = await keyOf(id);
      const value = (await macOf(key, text)) + text;
      const isFinal = session.status === 'completed';
      await ask(() => cache.set(key, value, {age, ttl: ANSWER_TTL_MS, isFinal}));
    },
  };
}
