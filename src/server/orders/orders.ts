import {CheckoutError} from '../../core/error.ts';
import type {ProviderSession} from '../adapters/adapter.ts';
import type {Settings} from '../config/options.ts';
import {createKnownSessions} from '../sessions/known-sessions.ts';
import {createReader} from '../sessions/session-reader.ts';
import {createSharedAnswers} from '../sessions/shared-answers.ts';
import {createHookCaller} from './hook-caller.ts';
import {createOrderRecords} from './order-records.ts';
import {createFindOwner} from './ownership.ts';
import {createRecordNames} from './record-names.ts';
import {createReconcile, type Reconcile} from './reconcile.ts';
import {createSessionAnswers, type SessionAnswers} from './session-answers.ts';
import {createSessionCreator, type GetOrCreate} from './session-creator.ts';
import {createSettlement, READ_INTERVAL_MS, type Settled, type Settlement, type WaitUntil} from './settlement.ts';
import {LeaseObserver} from './lease-observer.ts';

/** The orders of one account: what the routes and `createCheckout` need of them. */
export interface Orders<P> {
  getOrCreate: GetOrCreate<P>;
  get: SessionAnswers['get'];
  getLast: SessionAnswers['getLast'];
  /** Reads the session for a customer who came back; null if it is gone. */
  refresh(id: string, waitUntil?: WaitUntil): Promise<ProviderSession | null>;
  settle(id: string): Promise<ProviderSession>;
  /**
   * Reads the session because of a webhook; null if there is no such session. Hooks are `followed`.
   * @param isPaid whether the webhook says so
   */
  settleIfFound(id: string, isPaid: boolean): Promise<Settled | null>;
  /** The session of a return reference, or null. */
  findByReference(reference: string): Promise<string | null>;
  reconcile: Reconcile;
  release(reference: string): Promise<boolean>;
}

export function createOrders<P>(settings: Settings<P>): Orders<P> {
  const {provider, account, store, emit} = settings;
  if (settings.takeTurn) provider.shareRate?.(settings.takeTurn);
  const names = createRecordNames([provider.name, provider.scope, account].join(' '), provider.sign);
  const records = createOrderRecords(store, names);
  const knownSessions = createKnownSessions(async (id) => (await records.recall(id)) !== null);
  const reader = createReader(provider, emit, knownSessions);
  const answers = createSharedAnswers(settings, names.answerKeyOf);
  const findOwner = createFindOwner(settings, records, names);
  const settlement = createSettlement({
    settings,
    reader,
    answers,
    records,
    findOwner,
    callHooks: createHookCaller(settings, records),
    isForeignKey: async (key, session) => key === (await names.keyOf('w', `foreign ${session}`)),
  });

  const {get, getLast} = createSessionAnswers({
    settings,
    reader,
    knownSessions,
    answers,
    records,
    findOwner,
    settlement,
  });

  /** Null if the provider does not know the session, and we neither. */
  async function readIfFound(...args: Parameters<Settlement['read']>): Promise<Settled | null> {
    try {
      return await settlement.read(...args);
    } catch (error) {
      if (error instanceof CheckoutError && error.code === 'not_found') return null;
      throw error;
    }
  }

  /** Names of records depend on the credentials too, so no use gets by without them. */
  const withCredentials =
    <Arguments extends unknown[], Result>(use: (...args: Arguments) => Promise<Result>) =>
    async (...args: Arguments): Promise<Result> => {
      provider.checkCredentials();
      return use(...args);
    };

  return {
    getOrCreate: withCredentials(
      createSessionCreator(settings, {settings, names, records, settlement, answers, leases: new LeaseObserver()}),
    ),
    get: withCredentials(get),
    getLast: withCredentials(getLast),
    refresh: withCredentials(async (id, waitUntil) => {
      reader.noteReturn(id);
      const settled = await readIfFound(id, {gap: READ_INTERVAL_MS.customer, as: 'customer', waitUntil});
      return settled && settled.found;
    }),
    settle: withCredentials(async (id) => {
      const {found, followed} = await settlement.read(id, {gap: READ_INTERVAL_MS.customer, as: 'machine'});
      await followed;
      return found;
    }),
    settleIfFound: withCredentials((id, isPaidWebhook) =>
      readIfFound(id, {gap: READ_INTERVAL_MS.machine, as: 'machine', isPaidWebhook}),
    ),
    findByReference: withCredentials(async (reference) => {
      const key = await names.keyIn(reference);
      if (key === null) return null;
      const {sessions} = await records.read(key);
      return sessions.find((entry) => entry.reference === reference)?.id ?? null;
    }),
    reconcile: withCredentials(createReconcile(settings, records, settlement)),
    release: withCredentials(async (reference) => {
      const key = await names.keyOf('o', reference);
      const {held} = await records.read(key);
      if (held === null) return false;
      await records.apply(key, {type: 'release'});
      return true;
    }),
  };
}
