import {CheckoutError} from '../../core/error.ts';
import {pause} from '../../core/pause.ts';
import {randomKey} from '../../core/random-key.ts';
import {type CheckoutSession, isOutcome} from '../../core/session.ts';
import type {CreateSessionParams, ProviderSession} from '../adapters/adapter.ts';
import {isRefusal} from '../adapters/provider-request.ts';
import {returnUrl, type Settings} from '../config/options.ts';
import {CACHE_TTL_MS} from '../sessions/session-reader.ts';
import type {SharedAnswers} from '../sessions/shared-answers.ts';
import type {CreateEvent, Next, Transition} from './order-event.ts';
import type {OrderRecords} from './order-records.ts';
import {MAY_NOT_READ, refusalOf} from './refusal.ts';
import type {RecordNames} from './record-names.ts';
import type {Demand, OrderRecord} from './record.ts';
import {present} from './session-entry.ts';
import {READ_INTERVAL_MS, type Settlement, type WaitUntil} from './settlement.ts';
import type {LeaseObserver} from './lease-observer.ts';

/** How long `create` may go on: it waits up to 30 s for another process, and the provider may take 10 s twice. */
const CREATE_TIMEOUT_MS = 90_000;
const WAIT_MAX_MS = 1000;
/** How often to try to end a session. */
const MAX_ENDS = 2;

export interface CreateParts {
  settings: Settings<unknown>;
  names: RecordNames;
  records: OrderRecords;
  settlement: Settlement;
  answers: SharedAnswers;
  leases: LeaseObserver;
}

export interface CreateRequest {
  /** Of the record. */
  key: string;
  demand: Demand;
  reference: string | null;
  isFromBrowser: boolean;
  renew: string | null;
  mayRead(session: CheckoutSession): Promise<boolean>;
  waitUntil: WaitUntil | undefined;
  bodyFor(params: CreateSessionParams): string;
}

/** One call of `create`: follows the record's decisions until there is a session or an error. */
export class CreateCall {
  readonly #parts: CreateParts;
  readonly #request: CreateRequest;
  readonly #by = randomKey();
  /** Sessions as they were read or created during this call. */
  readonly #sessions = new Map<string, ProviderSession>();
  /** Sessions that were read since they were ended; whether they could be paid then. */
  readonly #fresh = new Map<string, boolean>();
  readonly #refused = new Set<string>();
  readonly #ends = new Map<string, number>();
  #made: string | null = null;
  #conflicts = 0;

  constructor(parts: CreateParts, request: CreateRequest) {
    this.#parts = parts;
    this.#request = request;
  }

  /** @throws {CheckoutError} `order_completed`, `order_changed`, or an error of the provider or the store */
  async run(): Promise<ProviderSession> {
    const latest = performance.now() + CREATE_TIMEOUT_MS;
    let proposal = await this.#propose();
    let record: OrderRecord | null = null;
    for (let wait = 50; performance.now() < latest;) {
      const result = await this.#parts.records.apply(this.#request.key, this.#eventFor(proposal, record));
      ({record} = result);
      const {next} = result;
      switch (next.do) {
        case 'wait':
          await pause(wait);
          wait = Math.min(wait * 2, WAIT_MAX_MS);
          break;
        case 'read':
          for (const id of next.sessions) await this.#read(id);
          break;
        case 'end':
          for (const id of next.sessions) await this.#end(id);
          break;
        case 'post':
          await this.#post(next, proposal.body);
          proposal = await this.#propose();
          break;
        case 'answer':
          return this.#answer(next.session, result.record);
        case 'refuse':
          throw await this.#refusal(next, result.record);
        default:
          throw new Error(`Unexpected step of the order: ${next.do}.`);
      }
    }
    throw new CheckoutError('timeout', 'Other requests are still changing this order. Try again in a moment.');
  }

  async #propose(): Promise<CreateEvent['proposal']> {
    const {settings, names} = this.#parts;
    const reference = await names.createReference(this.#request.key);
    const body = this.#request.bodyFor({
      key: reference,
      successUrl: returnUrl(settings, 'success', reference),
      cancelUrl: returnUrl(settings, 'cancel', reference),
    });
    return {reference, body};
  }

  #eventFor(proposal: CreateEvent['proposal'], last: OrderRecord | null): CreateEvent {
    const {demand, reference, isFromBrowser, renew} = this.#request;
    const {leases, settings} = this.#parts;
    return {
      type: 'create',
      demand,
      reference,
      isFromBrowser,
      isFirst: last === null,
      renew,
      fresh: [...this.#fresh.keys()],
      freshEnds: [...this.#fresh].filter(([, isPayable]) => !isPayable).map(([id]) => id),
      refused: [...this.#refused],
      proposal,
      by: this.#by,
      watched: leases.watch(last?.intention),
      replayWindow: settings.provider.replayWindow,
      now: Date.now(),
    };
  }

  async #read(id: string): Promise<void> {
    const {settlement} = this.#parts;
    const {key, waitUntil} = this.#request;
    // A read that began before the session was ended, here or by another call, says nothing.
    const gap = this.#ends.has(id) || this.#fresh.has(id) ? 0 : READ_INTERVAL_MS.customer;
    this.noteRead(id, (await settlement.read(id, {gap, as: 'customer', waitUntil}, key)).found);
  }

  /** Notes what a session of this order is now. */
  noteRead(id: string, found: ProviderSession): void {
    this.#sessions.set(id, found);
    this.#fresh.set(id, !isOutcome(found.session.status));
  }

  async #end(id: string): Promise<void> {
    const {settlement} = this.#parts;
    const {key, mayRead} = this.#request;
    const standing = this.#sessions.get(id);
    if (standing && !(await mayRead(standing.session))) throw MAY_NOT_READ;
    const ends = (this.#ends.get(id) ?? 0) + 1;
    this.#ends.set(id, ends);
    this.#fresh.delete(id);
    try {
      const result = await settlement.end(key, id);
      if (result === 'refused' || ends >= MAX_ENDS) this.#refused.add(id);
    } catch (error) {
      // The answer may have been lost after the work: the session is read again.
      if (isRefusal(error) || ends >= MAX_ENDS) throw error;
    }
  }

  async #post({intention, isReplay}: Extract<Next, {do: 'post'}>, body: string): Promise<void> {
    const {settings, records, settlement, answers} = this.#parts;
    const {key} = this.#request;
    let made: ProviderSession;
    const startedAt = performance.now();
    try {
      made = await settings.provider.create(intention.body ?? body, intention.reference);
    } catch (error) {
      await this.#giveUp(error);
      return;
    }
    const {id} = made.session;
    if (id === null)
      throw new CheckoutError('invalid_session', 'The provider returned the created session without an id.', {
        path: 'id',
      });
    const end = () => settlement.end(key, id).catch(settings.report);
    let created: Transition;
    try {
      created = await records.apply(key, {type: 'created', session: id, intention, now: Date.now()});
      if (created.next.do === 'end') await end();
    } catch (error) {
      // A session that the record may not hold must not be paid.
      await end();
      throw error;
    }
    settings.emit('monime_checkout.session.created', {
      'monime_checkout.provider': settings.provider.name,
      'monime_checkout.session.id': id,
    });
    await records.remember(id, key);
    // A replay repeats another caller's request, and is answered with what was true when the session was created.
    if (isReplay) return;
    this.#made = id;
    this.noteRead(id, made);
    // For the first poll, if it has no turn. If it has one, it reads: the answer counts as old.
    const age = CACHE_TTL_MS + performance.now() - startedAt;
    await answers.set(id, {found: present(made, created.record), age});
  }

  /** Notes that the request failed. Only a refusal means that no session was created. */
  async #giveUp(error: unknown): Promise<void> {
    const {records, settings} = this.#parts;
    const isConflict = error instanceof CheckoutError && error.code === 'create_failed';
    const isCertain = isRefusal(error) || (error instanceof CheckoutError && error.code === 'rate_limited');
    const event = {type: 'create-failed', by: this.#by, isCertain} as const;
    await records.apply(this.#request.key, event).catch(settings.report);
    this.#conflicts += 1;
    // The key was taken: another request with it is under way.
    if (!isConflict || this.#conflicts > 1) throw error;
  }

  async #answer(id: string, record: OrderRecord): Promise<ProviderSession> {
    const found = await this.#current(id, record);
    if (id !== this.#made && !(await this.#request.mayRead(found.session))) throw MAY_NOT_READ;
    return found;
  }

  /** The session, which may have been read before the record was. */
  async #current(id: string, record: OrderRecord): Promise<ProviderSession> {
    const {waitUntil} = this.#request;
    const found = this.#sessions.get(id) ?? (await this.#parts.settlement.get(id, {waitUntil}));
    return present(found, record);
  }

  async #refusal({why, session}: Extract<Next, {do: 'refuse'}>, record: OrderRecord): Promise<CheckoutError> {
    const {emit, provider} = this.#parts.settings;
    if (why === 'reused') emit('monime_checkout.reference_reused', {'monime_checkout.provider': provider.name});
    return refusalOf(why, session === null ? null : await this.#visible(session, record));
  }

  /** The session, if it can be read and the caller may see it. */
  async #visible(id: string, record: OrderRecord): Promise<ProviderSession | null> {
    try {
      const found = await this.#current(id, record);
      return (await this.#request.mayRead(found.session)) ? found : null;
    } catch (error) {
      this.#parts.settings.report(error);
      return null;
    }
  }
}
