import {type Answer, type Asked, checkAsk, checkSession, readRejection, readResponse} from './answers.ts';
import {isPayableNow, snapshotAt} from './bank.ts';
import type {Service} from './contract.ts';
import type {Ask, Demand} from './demands.ts';
import {type AskBook, HEADER} from './instances.ts';
import {webhookRequest} from './webhook-scheme.ts';
import type {Call, Slot, World} from './world.ts';

/** Milliseconds that each call may take, with a slow store, a slow provider and a slow hook. */
const LIMIT = {
  create: 150_000,
  read: 60_000,
  settle: 120_000,
  webhook: 120_000,
  reconcile: 180_000,
  release: 60_000,
};

interface CreateCallOptions {
  /** Default: the demand's own. */
  customer?: string;
  /** Happens just before the order is read. */
  prepare?: () => void;
  onAnswer?: (answer: Answer) => void;
}

/** Calls of customers, of the merchant's code and of the provider into the instances. */
export class Calls {
  readonly #world: World;
  readonly asks: AskBook = new Map();
  #askCount = 0;

  constructor(world: World) {
    this.#world = world;
  }

  /** Calls an instance, if it is up; checks that it answers within its limit. */
  into(slot: Slot, label: string, limit: number, work: (service: Service, asked: Asked) => Promise<void>): void {
    const world = this.#world;
    const {scheduler} = world;
    const {process} = slot;
    if (!process.isAlive) return;
    scheduler.add(process, 0, label, () => {
      const service = slot.process === process ? slot.service : null;
      if (!service) return;
      const call: Call = {label, process, startedAt: scheduler.now, step: scheduler.steps, limit};
      world.calls.add(call);
      void this.#follow(call, () =>
        work(service, {process, step: call.step, startedAt: call.startedAt, customer: null}),
      );
    });
  }

  async #follow(call: Call, work: () => Promise<void>): Promise<void> {
    const world = this.#world;
    try {
      await work();
    } catch (error) {
      world.fail('mistake', error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    world.calls.delete(call);
    world.scheduler.note(`[${call.process.name}] ${call.label} is over`);
  }

  async #answer(work: () => Promise<Answer>, label: string): Promise<Answer> {
    let answer: Answer;
    try {
      answer = await work();
    } catch (error) {
      answer = readRejection(error);
    }
    const {session, code} = answer;
    this.#world.scheduler.note(`${label} → ${code ?? ''} ${session ? `${session.id} ${session.status}` : ''}`);
    return answer;
  }

  /** Asks for a session of the demand. */
  create(slot: Slot, demand: Demand, options: CreateCallOptions = {}): void {
    const world = this.#world;
    this.#askCount += 1;
    const number = String(this.#askCount);
    const customer = options.customer ?? demand.customer;
    this.into(slot, `create ${demand.name} by ${customer}`, LIMIT.create, async (service, asked) => {
      options.prepare?.();
      const ask: Ask = {demand, money: demand.money(), start: asked.step, end: null, result: null};
      demand.asks.push(ask);
      const label = `create ${demand.name} for ${ask.money}`;
      if (demand.isMerchants) {
        const key = demand.reference === null ? demand.key : undefined;
        const answer = await this.#answer(
          async () => ({session: await service.create(demand.order(), {key}), code: null}),
          label,
        );
        checkAsk(world, ask, answer, asked);
        options.onAnswer?.(answer);
        return;
      }
      this.asks.set(number, () => demand);
      const request = new Request(`${slot.origin}/checkout/sessions`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          Origin: slot.origin,
          'Idempotency-Key': demand.key,
          [HEADER.customer]: customer,
          [HEADER.ask]: number,
        },
        body: '{}',
      });
      const answer = await this.#answer(async () => readResponse(await service.fetch(request)), label);
      this.asks.delete(number);
      checkAsk(world, ask, answer, {...asked, customer});
      options.onAnswer?.(answer);
    });
  }

  read(slot: Slot, id: string, customer: string | null): void {
    this.into(slot, `read ${id}`, LIMIT.read, async (service, asked) => {
      const url = `${slot.origin}/checkout/sessions/${id}`;
      const answer = await this.#answer(
        async () =>
          customer === null
            ? {session: await service.get(id), code: null}
            : readResponse(await service.fetch(new Request(url, {headers: {[HEADER.customer]: customer}}))),
        `read ${id}`,
      );
      if (answer.session && answer.code === null) checkSession(this.#world, answer.session, {...asked, customer});
    });
  }

  settle(slot: Slot, id: string): void {
    this.into(slot, `settle ${id}`, LIMIT.settle, async (service, asked) => {
      const answer = await this.#answer(async () => ({session: await service.settle(id), code: null}), `settle ${id}`);
      if (answer.session && answer.code === null) checkSession(this.#world, answer.session, asked);
    });
  }

  /** The customer comes back from the hosted page. */
  comeBack(slot: Slot, successUrl: string): void {
    this.into(slot, 'return', LIMIT.read, async (service) => {
      const url = new URL(successUrl);
      await service.fetch(new Request(`${slot.origin}${url.pathname}${url.search}`));
    });
  }

  reconcile(slot: Slot): void {
    this.into(slot, 'reconcile', LIMIT.reconcile, async (service) => {
      try {
        await service.reconcile({limit: 100});
      } catch (error) {
        this.#world.scheduler.note(`reconcile → ${readRejection(error).code}`);
      }
    });
  }

  release(slot: Slot, demand: Demand): void {
    const {reference} = demand;
    if (reference === null) return;
    const forget = () => {
      demand.heldAt = null;
      demand.releasedAt = this.#world.now;
    };
    this.into(slot, `release ${demand.name}`, LIMIT.release, async (service) => {
      try {
        // It may be done although its answer is lost.
        forget();
        await service.release(reference);
        forget();
      } catch (error) {
        this.#world.scheduler.note(`release → ${readRejection(error).code}`);
      }
    });
  }

  /** Delivers a webhook. Answers its status to `then`; null if the instance was down or crashed meanwhile. */
  webhook(slot: Slot, {id, at}: {id: string; at: number}, then: (status: number) => void): void {
    const world = this.#world;
    this.into(slot, `webhook ${id}`, LIMIT.webhook, async (service, asked) => {
      const response = await service.fetch(webhookRequest(slot.origin, id, at));
      world.scheduler.note(`webhook ${id} → ${response.status}`);
      world.lastWebhookAt.set(asked.process, world.now);
      if (response.ok) this.#checkAcknowledged(id, asked);
      then(response.status);
    });
  }

  /** An acknowledged webhook of a payment means that a restart of everything would not lose it. */
  #checkAcknowledged(id: string, asked: Asked): void {
    const world = this.#world;
    const session = world.session(id);
    const demand = world.demandOf(session);
    if (!session || !demand || isPayableNow(session)) return;
    if (demand.wipedAt !== null && demand.wipedAt >= asked.step) return;
    const payments = snapshotAt(session, asked.startedAt)?.payments ?? [];
    for (const [index, {id: payment}] of payments.entries()) {
      const isTold = world.ledger.isTold(payment) || world.ledger.isTold(`${id}#1`);
      const isNamed = world.store.holds(payment) || world.store.holds(`payment session:${id}`);
      // A further payment in a completed session may be found at its last read.
      const isKept = index === 0 ? isNamed : world.store.dueOf(id) !== null;
      if (!isTold && !isKept) world.fail('webhook', `${payment} in ${id} is acknowledged and forgotten`);
    }
  }
}
