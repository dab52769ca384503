import {isPaid, latest} from './bank.ts';
import type {Calls} from './calls.ts';
import type {Demand} from './demands.ts';
import {paymentName} from './hook-checks.ts';
import type {World} from './world.ts';

const MINUTE = 60_000;
const TOLD_WITHIN_MS = 10 * MINUTE;
/** A completed session is read once more after this time. */
const RECHECKED_MS = 4 * 60 * MINUTE;
/** An ended session is watched for this long. */
const WATCHED_MS = 72 * 60 * MINUTE;
const RETRYABLE: ReadonlySet<string> = new Set([
  'rate_limited',
  'provider_unavailable',
  'store_unavailable',
  'network',
  'timeout',
]);
const BLOCKED_AFTER_MS = 6 * MINUTE;

export type Finder = 'cron' | 'reads' | 'both';

interface Untold {
  demand: Demand;
  sessionId: string;
  payment: string;
  paidAt: number;
  /** Until when a session is watched that had ended or was completed before; null if it was paid while open. */
  watchedUntil: number | null;
}

/** Payments in our sessions that no hook has resolved for. */
function untold(world: World): Untold[] {
  const list: Untold[] = [];
  for (const bank of world.banks.values()) {
    for (const session of bank.sessions.values()) {
      const demand = world.demandOf(session);
      if (!demand || !isPaid(session)) continue;
      const end = session.history.find(({status}) => status !== 'open' && status !== 'processing');
      latest(session).payments.forEach((payment) => {
        const isTold = world.ledger.isTold(paymentName(world, session.id, payment));
        const paid = session.history.find(({payments}) => payments.includes(payment));
        if (isTold || !paid) return;
        const before = {demand, sessionId: session.id, payment: payment.id, paidAt: paid.at};
        const watched = end?.status === 'completed' ? RECHECKED_MS : WATCHED_MS;
        list.push({...before, watchedUntil: end && end.at < paid.at ? end.at + watched : null});
      });
    }
  }
  return list;
}

/** Whether nothing will ever lead the instances to this payment again. */
function isOutOfReach(finder: Finder, {demand, sessionId, watchedUntil, paidAt}: Untold): boolean {
  const isHandedOut = [...demand.handedOut].some(({id}) => id === sessionId);
  if (watchedUntil !== null && (finder === 'reads' || paidAt > watchedUntil)) return true;
  if (finder === 'reads') return !isHandedOut;
  // A lost record can only be found by its session.
  if (demand.wipedAt !== null) return finder === 'cron' || !isHandedOut;
  return false;
}

function isUnderWay(world: World): boolean {
  return [...world.banks.values()].some((bank) => [...bank.sessions.values()].some(({underWay}) => underWay > 0));
}

/** Whether this payment may rightly be unknown still: late payments are looked for at widening intervals. */
function isExcused(world: World, finder: Finder, payment: Untold): boolean {
  if (isOutOfReach(finder, payment)) return true;
  return finder !== 'reads' && payment.watchedUntil !== null && world.store.dueOf(payment.sessionId) !== null;
}

/** After the faults: reads of paying customers, or crons, or both, tell each payment within ten minutes. */
export class Liveness {
  readonly #world: World;
  readonly #calls: Calls;
  readonly #finder: Finder;
  #deadline = 0;
  #phase: 'telling' | 'asking' | 'waiting' | 'done' = 'telling';
  #blocked: Demand[] = [];

  constructor(world: World, calls: Calls, finder: Finder) {
    this.#world = world;
    this.#calls = calls;
    this.#finder = finder;
  }

  get isDone(): boolean {
    return this.#phase === 'done';
  }

  start(): void {
    this.#deadline = this.#world.now + TOLD_WITHIN_MS;
    const {scheduler} = this.#world;
    scheduler.note(`CALM from now on, found by ${this.#finder}`);
    this.#every(MINUTE, () => {
      if (this.#finder !== 'reads') for (const slot of this.#world.slots) this.#calls.reconcile(slot);
    });
    this.#every(15_000, () => this.#tick());
  }

  /** A session of a paid order that customers can still pay, although nothing keeps it from being ended. */
  #leftover(): string | null {
    if (this.#finder === 'reads') return null;
    for (const demand of this.#world.demands.values()) {
      const isOver = (demand.completedAt !== null || demand.heldAt !== null) && demand.wipedAt === null;
      const [session] = isOver ? demand.payable() : [];
      if (session) return `${session.id} can be paid, and ${demand.name} is paid`;
    }
    return null;
  }

  /** A week later, sessions that customers have left are ended. */
  #startAbandoning(): void {
    const {scheduler} = this.#world;
    let hours = 0;
    const look = () => {
      hours += 1;
      const [session] = [...this.#world.demands.values()]
        .filter(({wipedAt}) => wipedAt === null)
        .flatMap((demand) => demand.payable());
      if (!session) this.#phase = 'done';
      else if (hours > 12) this.#world.fail('abandoned', `${session.id} can be paid for ever`);
      else {
        for (const slot of this.#world.slots) this.#calls.reconcile(slot);
        scheduler.add(null, 60 * MINUTE, 'tick', look, true);
      }
    };
    scheduler.add(null, 7 * 24 * 60 * MINUTE, 'tick', look, true);
  }

  /** Waits for the last reads of ended sessions: crons run less often, to save steps. */
  #startWaiting(): void {
    this.#phase = 'waiting';
    const end = this.#world.now + WATCHED_MS + 6 * 60 * MINUTE;
    const isPatient = this.#world.options.provider === 'paymongo' && this.#world.random.isLucky(0.1);
    const look = () => {
      const late = untold(this.#world).find((payment) => !isOutOfReach(this.#finder, payment));
      if (this.#finder !== 'reads' && !late && isPatient) this.#startAbandoning();
      else if (!late || this.#finder === 'reads') this.#phase = 'done';
      else if (this.#world.now > end) {
        this.#world.fail('liveness', `the late ${late.payment} of ${late.demand.name} is never told (${this.#finder})`);
      } else {
        for (const slot of this.#world.slots) this.#calls.reconcile(slot);
        this.#world.scheduler.add(null, 20 * MINUTE, 'tick', look, true);
      }
    };
    look();
  }

  #every(milliseconds: number, work: () => void): void {
    this.#world.scheduler.add(
      null,
      milliseconds,
      'tick',
      () => {
        if (this.#phase === 'waiting' || this.isDone) return;
        work();
        this.#every(milliseconds, work);
      },
      true,
    );
  }

  #tick(): void {
    if (this.#phase === 'telling') this.#checkTold();
    else if (this.#phase === 'asking') this.#checkBlocked();
  }

  #checkTold(): void {
    const world = this.#world;
    if (isUnderWay(world)) {
      this.#deadline = world.now + TOLD_WITHIN_MS;
      return;
    }
    const left = untold(world).filter((payment) => !isExcused(world, this.#finder, payment));
    if (this.#finder !== 'cron') for (const {demand, sessionId} of left) this.#read(demand, sessionId);
    if (left.length === 0) return this.#startAsking();
    const [first] = left;
    if (first && world.now > this.#deadline) {
      world.fail(
        'liveness',
        `${first.payment} of ${first.demand.name} is not told ten minutes after calm (${this.#finder})`,
      );
    }
  }

  #read(demand: Demand, sessionId: string): void {
    const slots = this.#world.slots.filter(({bank, service}) => service && bank.scope === demand.scope);
    if (slots.length > 0) this.#calls.read(this.#world.random.pick(slots), sessionId, demand.customer);
  }

  #startAsking(): void {
    this.#phase = 'asking';
    this.#deadline = this.#world.now + BLOCKED_AFTER_MS;
    this.#blocked = [...this.#world.demands.values()].filter(({name}) => !/^(thief|stranger)/.test(name));
    this.#ask();
  }

  /** Asks for every order again: it can be paid, is paid, or says what to wait for; held ones are released. */
  #ask(): void {
    for (const demand of this.#blocked) {
      const slots = this.#world.slots.filter(({bank, service}) => service && bank.scope === demand.scope);
      if (slots.length === 0) continue;
      const slot = this.#world.random.pick(slots);
      this.#calls.create(slot, demand, {
        onAnswer: ({session, code}) => {
          const isRefused = code !== null && demand.reference === null && !RETRYABLE.has(code);
          // A one-off that was refused is asked for again under a new key.
          // A held order can be asked for again once it is released.
          const isHeld = session?.status === 'processing' && demand.reference !== null;
          const isSession = session !== null && !isHeld;
          const isAnswered = isSession || isRefused || code === 'order_completed' || code === 'order_changed';
          if (isAnswered) this.#blocked = this.#blocked.filter((one) => one !== demand);
          else this.#calls.release(slot, demand);
        },
      });
    }
  }

  #checkBlocked(): void {
    const [first] = this.#blocked;
    const leftover = first ? null : this.#leftover();
    if (leftover) {
      if (this.#world.now > this.#deadline + TOLD_WITHIN_MS) this.#world.fail('leftover', leftover);
    } else if (!first) this.#startWaiting();
    else if (this.#world.now > this.#deadline) {
      this.#world.fail('blocked', `${first.name} can be neither paid nor is it paid`);
    } else this.#ask();
  }
}
