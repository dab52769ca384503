import {CheckoutError} from '../../../src/core/error.ts';
import type {
  AccountOptions,
  CheckoutSession,
  Order,
  ProviderSession,
  Service,
  ServiceOptions,
  StartService,
} from '../contract.ts';
import {moneyOf} from '../order-money.ts';
import {toyRoutes} from './routes.ts';
import {completedTell, dueOf, type Tell, type ToyBug, type ToyRecord, WATCHED_MS, withFound} from './record.ts';
import {toyStore} from './store.ts';
import {randomName, within} from './helpers.ts';

const HOOK_TIMEOUT_MS = 30_000;
/** Longer than a hook may take, with two clocks that are four minutes apart. */
const LEASE_MS = 300_000;
const TRIES = 12;
const YOUNG_MS = 60_000;

type Key = string;

/** A small order service with the main rules of the real one, known to be good; or with some bugs, known to be bad. */
export function startToy(bugList: readonly ToyBug[] = []): StartService {
  return (options) => new Toy(options, new Set(bugList)).service();
}

class Toy {
  readonly #options: ServiceOptions;
  readonly #bugs: ReadonlySet<ToyBug>;
  readonly #store: ReturnType<typeof toyStore>;

  constructor(options: ServiceOptions, bugs: ReadonlySet<ToyBug>) {
    this.#options = options;
    this.#bugs = bugs;
    this.#store = toyStore(options.store, bugs);
  }

  service(): Service {
    const browser = (order: Order<AccountOptions>, key: string) => this.#create(order, `browser ${key}`);
    return {
      fetch: toyRoutes(
        this.#options,
        {create: browser, find: (id) => this.#settle(id, false), settle: (id) => this.#settle(id, true)},
        this.#bugs,
      ),
      create: (order, {key = randomName()} = {}) => this.#create(order, `merchant ${key}`),
      get: async (id) => this.#settle(id, false),
      settle: async (id) => this.#settle(id, true),
      reconcile: async ({limit = 100} = {}) => {
        const mine = `o:${this.#options.provider.scope} `;
        for (const key of await this.#store.due(Date.now(), limit))
          if (key.startsWith(mine)) await this.#refresh(key).catch(this.#options.onError);
        return {settled: 0, failed: 0, isPartial: false, missingWebhooks: 0};
      },
      release: async (reference) => {
        const key = this.#keyOf(reference, '');
        await this.#change(key, (record) => ({...record, isHeld: false, asked: ''}));
        return true;
      },
    };
  }

  #keyOf(reference: string | null, wish: string): Key {
    return `o:${this.#options.provider.scope} ${reference ?? `one-off ${wish}`}`;
  }

  /** Compares and sets until the change is written. Null: there is no record. */
  async #change(key: Key, change: (record: ToyRecord) => ToyRecord): Promise<ToyRecord | null> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const held = await this.#store.get(key);
      if (!held) return null;
      const next = change(held.record);
      if (JSON.stringify(next) === JSON.stringify(held.record)) return next;
      if (await this.#store.put(key, next, held.version, dueOf(next, Date.now()))) return next;
    }
    throw new CheckoutError('provider_unavailable', 'Too many at once.');
  }

  /** Reads what may still change, and tells what is paid. */
  async #refresh(key: Key): Promise<ToyRecord | null> {
    const held = await this.#store.get(key);
    if (!held) return null;
    for (const session of held.record.sessions) {
      if (Date.now() - session.madeAt > WATCHED_MS) continue;
      const found = await this.#read(session.id, session.madeAt);
      await this.#change(key, (record) => (found ? withFound(record, found, this.#bugs) : ended(record, session.id)));
    }
    return this.#tell(key);
  }

  /** Null: the provider does not know it any more. */
  async #read(id: string, madeAt: number): Promise<ProviderSession | null> {
    try {
      return await this.#options.provider.get(id);
    } catch (error) {
      const isUnknown = error instanceof CheckoutError && error.code === 'not_found';
      if (!isUnknown) throw error;
      if (this.#bugs.has('takes a 404 for the end')) return null;
      if (Date.now() - madeAt < YOUNG_MS + 240_000) throw new CheckoutError('provider_unavailable', 'Not yet known.');
      return null;
    }
  }

  async #tell(key: Key): Promise<ToyRecord | null> {
    let record = (await this.#store.get(key))?.record ?? null;
    for (const tell of record?.tells ?? []) {
      if (tell.isDone) continue;
      const token = randomName();
      const isFree = this.#bugs.has('calls the hook without a claim') || (await this.#claim(key, tell, token));
      if (!isFree) continue;
      if (this.#bugs.has('marks before the hook')) await this.#change(key, (now) => marked(now, tell));
      await within(this.#runHook(record, tell), HOOK_TIMEOUT_MS);
      record = await this.#change(key, (now) => marked(now, tell));
    }
    return record;
  }

  async #claim(key: Key, tell: Tell, token: string): Promise<boolean> {
    const record = await this.#change(key, (now) => claimed(now, tell, {token, until: Date.now() + LEASE_MS}));
    return same(record, tell)?.claim?.token === token;
  }

  async #runHook(record: ToyRecord | null, {kind, session, payment}: Tell): Promise<void> {
    const {onCompleted, onAttention, provider} = this.#options;
    const reference = record?.reference ?? null;
    const key = reference === null ? `session:${session}` : `order:${reference}`;
    const {session: read} = await provider.get(session);
    if (kind === 'completed') return onCompleted({...read, status: 'completed'}, {key, reference, payment});
    const details = {
      key: `${kind}:${payment?.id ?? session}`,
      reference,
      session: read,
      payment,
      asked: null,
      paid: null,
    };
    return onAttention(kind, details);
  }

  async #settle(id: string, isTold: boolean): Promise<CheckoutSession> {
    const key = await this.#store.keyOf(id);
    if (key === null) throw new CheckoutError('not_found', 'No such session.');
    const refreshed = this.#refresh(key);
    const record = await (isTold
      ? refreshed
      : refreshed.catch(() => this.#store.get(key).then((held) => held?.record ?? null)));
    const {session} = await this.#options.provider.get(id);
    const tell = record?.tells.find((one) => one.session === id);
    if (tell) return {...session, status: tell.kind === 'completed' ? 'completed' : 'processing'};
    if (session.status === 'completed') return {...session, status: 'processing'};
    const isOver = record && (record.tells.length > 0 || record.sessions.find((one) => one.id === id)?.isEnded);
    return isOver && session.status === 'open' ? {...session, status: 'expired'} : session;
  }

  async #create(order: Order<AccountOptions>, wish: string): Promise<CheckoutSession> {
    const money = moneyOf(order);
    const key = this.#keyOf(order.reference ?? null, wish);
    for (let tries = 0; tries < TRIES; tries += 1) {
      const record = await this.#refresh(key);
      if (record && completedTell(record)) throw new CheckoutError('order_completed', 'Paid.');
      if (record?.isHeld) throw new CheckoutError('not_payable', 'Held.');
      const open = record?.sessions.find(({isEnded}) => !isEnded);
      if (open && !this.#bugs.has('makes a session beside the open one')) {
        if (open.money === money || this.#bugs.has('answers the old price')) return this.#settle(open.id, false);
        if ((await this.#options.provider.end(open.id)) !== 'ended') throw new CheckoutError('not_payable', 'Changed.');
        await this.#change(key, (now) => ended(now, open.id));
        continue;
      }
      const session = await this.#make(order, key, money);
      if (session) return session;
    }
    throw new CheckoutError('provider_unavailable', 'Too many at once.');
  }

  /** Null: another one was quicker. */
  async #make(order: Order<AccountOptions>, key: Key, money: string): Promise<CheckoutSession | null> {
    const {provider, origin} = this.#options;
    const held = await this.#store.get(key);
    const wish = randomName();
    const params = {
      key: wish,
      successUrl: `${origin}/checkout/return/success?ref=${wish}`,
      cancelUrl: `${origin}/checkout`,
    };
    const {session} = await provider.create(provider.body(order, params), wish);
    const id = session.id ?? '';
    await this.#store.rememberKey(id, key);
    const before = held?.record ?? {
      reference: order.reference ?? null,
      asked: '',
      sessions: [],
      tells: [],
      isHeld: false,
    };
    const made = {id, money, madeAt: Date.now(), isEnded: false};
    const next = {...before, asked: money, sessions: [...before.sessions, made]};
    const isTaken = next.sessions.filter(({isEnded}) => !isEnded).length > 1 && this.#bugs.size === 0;
    if (!isTaken && (await this.#store.put(key, next, held?.version ?? null, dueOf(next, Date.now())))) return session;
    await provider.end(id);
    return null;
  }
}

function same(record: ToyRecord | null, {session, payment}: Tell): Tell | null {
  return record?.tells.find((tell) => tell.session === session && tell.payment?.id === payment?.id) ?? null;
}

function changed(record: ToyRecord, tell: Tell, change: Partial<Tell>): ToyRecord {
  const target = same(record, tell);
  return {...record, tells: record.tells.map((one) => (one === target ? {...one, ...change} : one))};
}

function claimed(record: ToyRecord, tell: Tell, claim: {token: string; until: number}): ToyRecord {
  const now = same(record, tell);
  const isFree = now && !now.isDone && (now.claim === null || now.claim.until < Date.now());
  return isFree ? changed(record, tell, {claim}) : record;
}

function marked(record: ToyRecord, tell: Tell): ToyRecord {
  return changed(record, tell, {isDone: true});
}

function ended(record: ToyRecord, id: string): ToyRecord {
  return {...record, sessions: record.sessions.map((one) => (one.id === id ? {...one, isEnded: true} : one))};
}
