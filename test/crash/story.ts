import {deepEqual, equal} from 'node:assert/strict';
import {setTimeout} from 'node:timers/promises';
import type {CheckoutSession, Total} from '../../src/core/session.ts';
import type {HookCall} from './config.ts';
import type {Market} from './market.ts';

/** How long a merchant or a customer goes on trying. */
const PATIENCE_MS = 300_000;
const RETRY_MS = 100;
/** How often `reconcile` is called, a minute apart, until all is known. */
const MAX_RECONCILES = 30;
const MINUTE_MS = 60_000;

type Session = Pick<CheckoutSession, 'status' | 'totals'> & {id: string};

/** What `create` answers: a session, or why there is none. */
export interface Created {
  session: Session | null;
  /** Code of the error; null if there is none. */
  error: string | null;
}

/** How the shop hears of a payment. */
export type News = 'webhook' | 'customer' | 'reconcile';

/** One order's way through the shop: what merchant and customer do, and what must hold. */
export class Story {
  readonly #market: Market;
  /** Null for a one-off. */
  readonly reference: string | null;
  readonly #idempotencyKey = crypto.randomUUID();
  /** Sessions that a page was given to pay. */
  readonly #handedOut = new Set<string>();
  /** Sessions that the customer has paid. */
  readonly #paid = new Set<string>();
  #isReleased = false;
  readonly #firstKill: number;

  constructor(market: Market, kind: 'order' | 'one-off') {
    this.#market = market;
    this.reference = kind === 'order' ? `order-${crypto.randomUUID()}` : null;
    this.#firstKill = market.shop.kills;
  }

  /** How often the shop was killed since the story began. */
  get kills(): number {
    return this.#market.shop.kills - this.#firstKill;
  }

  /**
   * Asks for a session until there is an answer, and checks it.
   * @param afterKill what happens before the next try
   */
  async create(amount: number, afterKill: () => Promise<void> = async () => undefined): Promise<Created> {
    const currency = this.#market.name === 'monime' ? 'SLE' : 'PHP';
    const lineItems = [{name: 'Rice', quantity: 1, unitAmount: amount, currency}];
    const order = {title: 'Rice', lineItems, ...(this.reference !== null && {reference: this.reference})};
    const {origin} = this.#market.shop;
    const request =
      this.reference === null
        ? this.#post('/checkout/sessions', order, {Origin: origin, 'Idempotency-Key': this.#idempotencyKey})
        : this.#post('/merchant/create', {order});
    const answer = await this.#persist(request, afterKill);
    const body = await answer.json();
    if (!answer.ok) return {session: body.error.session || null, error: body.error.code};
    const session: Session = body;
    if (session.status === 'open') await this.#handOut(session, {currency, amount});
    return {session, error: null};
  }

  /** Asks for a session that can be paid, and gets one. */
  async createOpen(amount: number): Promise<string> {
    const {session, error} = await this.create(amount);
    deepEqual({error, status: session?.status}, {error: null, status: 'open'});
    return session?.id ?? '';
  }

  async pay(id: string): Promise<void> {
    await this.#market.provider.pay(id);
    this.#paid.add(id);
  }

  /** Pays a page that the customer still has open. */
  async payIfPossible(id: string): Promise<void> {
    if (await this.#market.provider.isPayable(id)) await this.pay(id);
  }

  hasPaid(id: string): boolean {
    return this.#paid.has(id);
  }

  /** Brings the news of the payments to the shop. */
  async bring(news: News): Promise<void> {
    for (const id of this.#paid) {
      if (news === 'webhook') await this.#deliver(id);
      else if (news === 'customer') await this.#persist(() => this.#market.shop.fetch(`/checkout/sessions/${id}`));
    }
    await this.#reconcileUntilTold();
  }

  async release(): Promise<void> {
    this.#isReleased = true;
    await this.#persist(this.#post('/merchant/release', {reference: this.reference}));
  }

  /** The calls of hooks for this order. */
  hookCalls(): HookCall[] {
    const isOurs = ({reference, session}: HookCall) =>
      (reference !== null && reference === this.reference) || this.#handedOut.has(session ?? '');
    return this.#market.shop.hookCalls().filter(isOurs);
  }

  /**
   * Checks that every payment was told, once for each key and for the right order, and nothing else can be paid.
   * @param completedBy the session that was paid as asked; null if there is none
   */
  async checkTold(completedBy: string | null, amount: number): Promise<void> {
    const calls = this.hookCalls();
    const completed = calls.filter(({kind}) => kind === 'completed');
    const key = this.reference === null ? `session:${completedBy}` : `order:${this.reference}`;
    const wanted = {kind: 'completed', key, reference: this.reference, session: completedBy};
    deepEqual(distinct(completed), completedBy === null ? [] : [JSON.stringify(wanted)]);
    deepEqual(new Set(calls.map(({session}) => session)), this.#paid);
    for (const id of this.#paid) {
      const keys = distinct(calls.filter(({session}) => session === id));
      equal(keys.length, 1, `The payment of ${id} was told as ${keys.join(' and ')}.`);
    }
    if (this.kills === 0) equal(calls.length, this.#paid.size, 'A hook was called twice without need.');
    for (const id of this.#handedOut) await this.#checkUnpayable(id);
    if (completedBy === null) return;
    const {error, session} = await this.create(amount);
    deepEqual(
      {error, id: session?.id, status: session?.status},
      {error: 'order_completed', id: completedBy, status: 'completed'},
    );
  }

  async #handOut({id, totals}: Session, asked: Total): Promise<void> {
    deepEqual(totals, [asked]);
    this.#handedOut.add(id);
    for (const other of this.#handedOut) if (other !== id) await this.#checkUnpayable(other);
    if (!this.#isReleased) equal(this.#paid.size, 0, `${id} can be paid although the order is paid.`);
  }

  async #checkUnpayable(id: string): Promise<void> {
    equal(await this.#market.provider.isPayable(id), false, `${id} can still be paid.`);
  }

  #post(path: string, body: unknown, headers: Record<string, string> = {}): () => Promise<Response | null> {
    const init = {
      method: 'POST',
      headers: {'Content-Type': 'application/json', ...headers},
      body: JSON.stringify(body),
    };
    return () => this.#market.shop.fetch(path, init);
  }

  /** Sends the request again until it is answered, as one does who was told to come back. */
  async #persist(
    request: () => Promise<Response | null>,
    afterKill: () => Promise<void> = async () => undefined,
  ): Promise<Response> {
    const latest = performance.now() + PATIENCE_MS;
    while (performance.now() < latest) {
      const answer = await request();
      if (answer && answer.status < 500) return answer;
      if (answer) await setTimeout(RETRY_MS);
      else await afterKill();
    }
    throw new Error('There was no answer in time.');
  }

  async #deliver(id: string): Promise<void> {
    const {provider, shop} = this.#market;
    const latest = performance.now() + PATIENCE_MS;
    while (!(await provider.deliver(id))) {
      if (performance.now() > latest) throw new Error('The webhook is refused.');
      await setTimeout(RETRY_MS);
      await shop.restartIfKilled();
    }
  }

  async #reconcileUntilTold(): Promise<void> {
    for (let round = 0; round < MAX_RECONCILES; round++) {
      const told = new Set(this.hookCalls().map(({session}) => session));
      await this.#persist(this.#post('/merchant/reconcile', {}));
      if ([...this.#paid].every((id) => told.has(id))) return this.#reconcileLater();
      await this.#market.shop.advance(MINUTE_MS);
    }
    throw new Error('No hook was called for a payment.');
  }

  /** A hook whose process was killed is called again: under the same key, as is checked after. */
  async #reconcileLater(): Promise<void> {
    await this.#market.shop.advance(10 * MINUTE_MS);
    await this.#persist(this.#post('/merchant/reconcile', {}));
  }
}

function distinct(calls: readonly HookCall[]): string[] {
  return [...new Set(calls.map((call) => JSON.stringify(call)))];
}
