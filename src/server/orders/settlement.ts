import {CheckoutError} from '../../core/error.ts';
import type {CheckoutSession, SessionStatus} from '../../core/session.ts';
import {withTimeout} from '../../core/with-timeout.ts';
import type {ProviderSession} from '../adapters/adapter.ts';
import type {Settings} from '../config/options.ts';
import type {Reader} from '../sessions/session-reader.ts';
import type {SharedAnswers} from '../sessions/shared-answers.ts';
import type {CallHooks} from './hook-caller.ts';
import type {ReadEvent, Transition} from './order-event.ts';
import type {OrderRecords} from './order-records.ts';
import type {FindOwner, Owner} from './ownership.ts';
import {EMPTY_RECORD, type OrderRecord, type SessionEntry} from './record.ts';
import {findEntry, isPayable, present, withDetails} from './session-entry.ts';
import {sessionStub} from './session-stub.ts';

/** How long a customer's read waits for the merchant's hook. */
const HOOK_WAIT_MS = 5000;
/** Time between two reads of a session, if a customer may be waiting and if not. */
export const READ_INTERVAL_MS = {customer: 500, machine: 1000};

/** Keeps work going after the response was sent. */
export type WaitUntil = (work: Promise<unknown>) => void;

/** A session with its place in an order's record. */
export interface Settled extends Pick<Owner, 'key' | 'isForeign'> {
  /** As a browser may see it. */
  found: ProviderSession;
  record: OrderRecord;
  /** Rejects if a hook failed; never if a customer waits or `reconcile` reads. */
  followed: Promise<void>;
}

interface ReadOptions {
  /** Least time since the last read of the session, in milliseconds; waits until it has passed. */
  gap: number;
  /**
   * Who reads. A customer waits for hooks for a few seconds only. Others read also sessions that are known to be paid,
   * which may have been paid twice. `reconcile` calls the hooks itself, and notes the time of the read.
   */
  as: 'customer' | 'machine' | 'reconcile';
  /** Whether a webhook that says "paid" is the reason. */
  isPaidWebhook?: boolean;
  waitUntil?: WaitUntil | undefined;
}

interface GetOptions {
  /** Whether the session is known to exist. Default: looks it up. */
  isKnown?: boolean;
  waitUntil?: WaitUntil | undefined;
}

/** The one way to a payment: reads the session at the provider, writes the order's record, calls the hooks. */
export interface Settlement {
  /**
   * The session as the provider says, at most a second old; true even if the store or a hook fails.
   * @throws {CheckoutError} `not_found`, or an error of the provider
   */
  get(id: string, options: GetOptions): Promise<ProviderSession>;
  /**
   * Reads the session from the provider.
   * @param key of the record, if it is known
   * @throws {CheckoutError} `not_found`, `store_unavailable`, or an error of the provider
   */
  read(id: string, options: ReadOptions, key?: string): Promise<Settled>;
  /** Ends a session and notes it. The session must be read before it counts as ended. */
  end(key: string, id: string): ReturnType<Reader['end']>;
  /** Calls the hooks for the record's pending notifications. */
  callHooks(key: string, record: OrderRecord, forCustomer: boolean): Promise<void>;
}

export interface SettlementParts {
  settings: Settings<unknown>;
  reader: Reader;
  /** Receive each answer that is read here. */
  answers: SharedAnswers;
  records: OrderRecords;
  findOwner: FindOwner;
  callHooks: CallHooks;
  isForeignKey(key: string, session: string): Promise<boolean>;
}

export function createSettlement(parts: SettlementParts): Settlement {
  const {settings, reader, answers, records, findOwner, isForeignKey} = parts;
  const {provider, report} = settings;
  const notifiedEnds = (['cancelled', 'expired'] as const).filter((status) => settings.hooks[status]);
  /** Answers of the provider that changed nothing and left no hook to call, and how a browser may see them. */
  const settled = new WeakMap<ProviderSession, ProviderSession>();
  /** Answers that others know, and with which status. */
  const shared = new WeakMap<ProviderSession, SessionStatus>();

  async function ownerOf(found: ProviderSession, key: string | undefined): Promise<Owner> {
    if (key === undefined) return findOwner(found);
    return {key, reference: '', isForeign: await isForeignKey(key, found.session.id ?? '')};
  }

  /** Writes into the record what the provider says. */
  async function note(
    found: ProviderSession,
    owner: Owner,
    {as, isPaidWebhook = false}: Partial<Pick<ReadOptions, 'as' | 'isPaidWebhook'>> = {},
  ): Promise<Transition> {
    const {session, payments, reference} = found;
    const event: ReadEvent = {
      type: 'read',
      session: session.id ?? '',
      reference: owner.reference,
      status: session.status,
      payments,
      totals: session.totals.map(({currency, amount}) => ({currency, amount})),
      createdAt: session.createdAt === null ? null : Date.parse(session.createdAt),
      orderReference: owner.key.startsWith('o:') ? reference : null,
      isForeign: owner.isForeign,
      notifiedEnds,
      webhook: isPaidWebhook ? 'received' : provider.webhooks ? 'expected' : 'none',
      isSweep: as === 'reconcile',
      now: Date.now(),
    };
    return records.apply(owner.key, event);
  }

  /** What the record says of a session that the provider does not know. */
  async function noteNotFound(id: string, known: string | undefined, error: unknown): Promise<Settled> {
    const key = known ?? (await records.recall(id));
    if (key === null) throw error;
    const {record} = await records.apply(key, {type: 'not-found', session: id, now: Date.now()});
    const entry = findEntry(record, id);
    if (!entry) throw error;
    if (isPayable(entry)) {
      throw new CheckoutError(
        'provider_unavailable',
        'The provider does not know this new session yet. Try again in a moment.',
        {cause: error},
      );
    }
    const found = await shareStub(entry, record);
    return {key, record, found, isForeign: false, followed: Promise.resolve()};
  }

  /** Calls the hooks, and ends the order's other sessions once it is paid or held. */
  async function follow(key: string, {record, next}: Transition, forCustomer: boolean): Promise<void> {
    const ends = next.do === 'end' ? Promise.allSettled(next.sessions.map((id) => endOther(key, id))) : null;
    try {
      await callHooks(key, record, forCustomer);
    } finally {
      await ends;
    }
  }

  /** If it fails, the session remains due: `reconcile` ends it. */
  async function endOther(key: string, id: string): Promise<void> {
    await settlement.end(key, id);
    const found = await reader.refresh(id, 0);
    const {record} = await note(found, await ownerOf(found, key));
    await share(found, present(found, record));
  }

  /** @param presented the same answer, as a browser may see it */
  async function share(found: ProviderSession, presented: ProviderSession): Promise<void> {
    const {id, status} = presented.session;
    if (id === null || shared.get(found) === status) return;
    shared.set(found, status);
    await answers.set(id, {found: presented, age: reader.ageOf(found)});
  }

  /** Shares what the record says of a session that has ended and cannot be read: it replaces an earlier answer. */
  async function shareStub(entry: SessionEntry, record: OrderRecord): Promise<ProviderSession> {
    const found = sessionStub(entry, record, provider.name);
    await answers.set(entry.id, {found, age: 0});
    return found;
  }

  async function callHooks(key: string, record: OrderRecord, forCustomer: boolean): Promise<void> {
    const sessionOf = async (id: string): Promise<CheckoutSession> => {
      const entry = findEntry(record, id);
      let found: ProviderSession;
      try {
        found = await reader.read(id);
      } catch (error) {
        if (!entry || !(error instanceof CheckoutError) || error.code !== 'not_found') throw error;
        found = sessionStub(entry, record, provider.name);
      }
      // A replica of the provider may lag behind what another process has read.
      const session = withDetails(found.session, entry);
      return entry?.state === 'completed' ? {...session, status: 'completed'} : session;
    };
    await parts.callHooks({key, record, forCustomer, sessionOf});
  }

  async function settle(found: ProviderSession, options: Omit<ReadOptions, 'gap'>, key?: string): Promise<Settled> {
    const owner = await ownerOf(found, key);
    const isPaid = found.session.status === 'completed' || found.payments.length > 0;
    if (owner.isForeign && !isPaid) return {...owner, found, record: EMPTY_RECORD, followed: Promise.resolve()};
    const transition = await note(found, owner, options);
    const {record, next} = transition;
    const presented = owner.isForeign ? found : present(found, record);
    if (!owner.isForeign) await share(found, presented);
    let followed = Promise.resolve();
    if (options.as === 'machine') {
      followed = follow(owner.key, transition, false);
    } else if (options.as === 'customer') {
      const work = follow(owner.key, transition, true).catch(report);
      options.waitUntil?.(work);
      await withTimeout<unknown>(work, HOOK_WAIT_MS, () => undefined);
    }
    const isSame = presented.session.status === found.session.status && next.do === 'nothing';
    if (isSame && record.notifications.every(({isDone}) => isDone)) settled.set(found, presented);
    return {...owner, record, found: presented, followed};
  }

  const settlement: Settlement = {
    async get(id, {isKnown, waitUntil}) {
      let found: ProviderSession;
      try {
        found = await reader.read(id, isKnown);
      } catch (error) {
        if (!(error instanceof CheckoutError) || error.code !== 'not_found') throw error;
        return (await noteNotFound(id, undefined, error)).found;
      }
      const known = settled.get(found);
      if (known) return known;
      try {
        return (await settle(found, {as: 'customer', waitUntil})).found;
      } catch (error) {
        report(error);
        return found;
      }
    },
    async read(id, options, key) {
      let found: ProviderSession;
      try {
        found = await reader.refresh(id, options.gap, options.as !== 'customer');
      } catch (error) {
        if (!(error instanceof CheckoutError) || error.code !== 'not_found') throw error;
        return noteNotFound(id, key, error);
      }
      return settle(found, options, key);
    },
    async end(key, id) {
      const result = await reader.end(id);
      if (result === 'ended') {
        const {record} = await records.apply(key, {type: 'ended', session: id, now: Date.now()});
        const entry = findEntry(record, id);
        if (entry) await shareStub(entry, record);
      }
      return result;
    },
    callHooks,
  };
  return settlement;
}
