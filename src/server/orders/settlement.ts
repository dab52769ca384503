import {CheckoutError} from '../../core/error.ts';
import type {CheckoutSession} from '../../core/session.ts';
import {withTimeout} from '../../core/with-timeout.ts';
import type {ProviderSession} from '../adapters/adapter.ts';
import type {Settings} from '../config/options.ts';
import type {Reader} from '../sessions/session-reader.ts';
import type {CallHooks} from './hook-caller.ts';
import type {ReadEvent, Transition} from './order-event.ts';
import type {OrderRecords} from './order-records.ts';
import type {FindOwner, Owner} from './ownership.ts';
import {EMPTY_RECORD, type OrderRecord} from './record.ts';
import {findEntry, isPayable, presentedStatus} from './session-entry.ts';
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

export interface ReadOptions {
  /** Milliseconds since the last read of the session, waited for if they have not passed. */
  gap: number;
  /**
   * Who reads. For a customer, hooks are waited for a few seconds only. Others read also what is known to be paid: it
   * may have been paid twice. `reconcile` calls hooks itself, and has the time noted.
   */
  as: 'customer' | 'machine' | 'reconcile';
  waitUntil?: WaitUntil | undefined;
}

/** The one way from "something happened" to "it is paid": the provider is read, the record written, the hook called. */
export interface Settlement {
  /**
   * The session as the provider says, at most a second old; true even if the store or a hook fails.
   * @throws {CheckoutError} `not_found`, or why the provider could not be asked
   */
  get(id: string, waitUntil?: WaitUntil): Promise<ProviderSession>;
  /**
   * Reads the session from the provider.
   * @param key of the record, if it is known
   * @throws {CheckoutError} `not_found`, `store_unavailable`, or why the provider could not be asked
   */
  read(id: string, options: ReadOptions, key?: string): Promise<Settled>;
  /** Ends a session and notes it. The session must be read before it counts as ended. */
  end(key: string, id: string): ReturnType<Reader['end']>;
  /** Calls the hooks for all that the record has to tell. */
  callHooks(key: string, record: OrderRecord, isCustomers: boolean): Promise<void>;
}

export interface SettlementParts {
  settings: Settings<unknown>;
  reader: Reader;
  records: OrderRecords;
  findOwner: FindOwner;
  callHooks: CallHooks;
  isForeignKey(key: string, session: string): Promise<boolean>;
}

export function createSettlement(parts: SettlementParts): Settlement {
  const {settings, reader, records, findOwner, isForeignKey} = parts;
  const {provider, report} = settings;
  const tellsEnds = (['cancelled', 'expired'] as const).filter((status) => settings.hooks[status]);
  /** Answers of the provider that change nothing and of which nothing is to be told. */
  const settled = new WeakSet<ProviderSession>();

  function present(found: ProviderSession, record: OrderRecord): ProviderSession {
    const status = presentedStatus(record, found.session.status);
    return status === found.session.status ? found : {...found, session: {...found.session, status}};
  }

  async function ownerOf(found: ProviderSession, key: string | undefined): Promise<Owner> {
    if (key === undefined) return findOwner(found);
    return {key, reference: '', isForeign: await isForeignKey(key, found.session.id ?? '')};
  }

  /** Writes into the record what the provider says. */
  async function note(found: ProviderSession, owner: Owner, isSweep: boolean): Promise<Transition> {
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
      tellsEnds,
      isSweep,
      now: Date.now(),
    };
    return records.apply(owner.key, event);
  }

  /** What the record says of a session that the provider does not know. */
  async function noteUnknown(id: string, known: string | undefined, error: unknown): Promise<Settled> {
    const key = known ?? (await records.recall(id));
    if (key === null) throw error;
    const {record} = await records.apply(key, {type: 'unknown', session: id, now: Date.now()});
    const entry = findEntry(record, id);
    if (!entry) throw error;
    if (isPayable(entry)) {
      throw new CheckoutError('provider_unavailable', 'The provider does not know this session yet.', {cause: error});
    }
    const found = sessionStub(entry, record, provider.name);
    return {key, record, found, isForeign: false, followed: Promise.resolve()};
  }

  /** What a read has to be followed by: hooks, and the end of the order's other sessions. */
  async function follow(key: string, {record, next}: Transition, isCustomers: boolean): Promise<void> {
    const others = next.do === 'end' ? next.sessions : [];
    const [told] = await Promise.allSettled([
      callHooks(key, record, isCustomers),
      ...others.map((id) => endOther(key, id)),
    ]);
    if (told?.status === 'rejected') throw told.reason;
  }

  /** What fails here is due: `reconcile` ends it. */
  async function endOther(key: string, id: string): Promise<void> {
    await settlement.end(key, id);
    const found = await reader.refresh(id, 0);
    await note(found, await ownerOf(found, key), false);
  }

  async function callHooks(key: string, record: OrderRecord, isCustomers: boolean): Promise<void> {
    const sessionOf = async (id: string): Promise<CheckoutSession> => {
      try {
        return (await reader.read(id)).session;
      } catch (error) {
        const entry = findEntry(record, id);
        if (!entry || !(error instanceof CheckoutError) || error.code !== 'not_found') throw error;
        return sessionStub(entry, record, provider.name).session;
      }
    };
    await parts.callHooks({key, record, isCustomers, sessionOf});
  }

  async function settle(found: ProviderSession, options: Omit<ReadOptions, 'gap'>, key?: string): Promise<Settled> {
    const owner = await ownerOf(found, key);
    const isPaid = found.session.status === 'completed' || found.payments.length > 0;
    if (owner.isForeign && !isPaid) return {...owner, found, record: EMPTY_RECORD, followed: Promise.resolve()};
    const transition = await note(found, owner, options.as === 'reconcile');
    const {record, next} = transition;
    let followed = Promise.resolve();
    if (options.as === 'machine') {
      followed = follow(owner.key, transition, false);
    } else if (options.as === 'customer') {
      const work = follow(owner.key, transition, true).catch(report);
      options.waitUntil?.(work);
      await withTimeout<unknown>(work, HOOK_WAIT_MS, () => undefined);
    }
    const presented = owner.isForeign ? found : present(found, record);
    if (presented === found && next.do === 'nothing' && record.tellings.every(({isDone}) => isDone)) settled.add(found);
    return {...owner, record, found: presented, followed};
  }

  const settlement: Settlement = {
    async get(id, waitUntil) {
      let found: ProviderSession;
      try {
        found = await reader.read(id);
      } catch (error) {
        if (!(error instanceof CheckoutError) || error.code !== 'not_found') throw error;
        return (await noteUnknown(id, undefined, error)).found;
      }
      if (settled.has(found)) return found;
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
        return noteUnknown(id, key, error);
      }
      return settle(found, options, key);
    },
    async end(key, id) {
      const result = await reader.end(id);
      if (result === 'ended') await records.apply(key, {type: 'ended', session: id, now: Date.now()});
      return result;
    },
    callHooks,
  };
  return settlement;
}
