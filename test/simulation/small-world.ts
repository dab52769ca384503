import {createHash} from 'node:crypto';
import {latest} from './bank.ts';
import {Calls} from './calls.ts';
import type {Choices} from './choices.ts';
import type {ProviderName, StartService} from './contract.ts';
import {boot} from './instances.ts';
import {addSlot} from './run.ts';
import {Demand} from './demands.ts';
import {Random} from './random.ts';
import {earliest, type Scheduler, type Task} from './scheduler.ts';
import {CALM} from './weather.ts';
import {type Slot, World} from './world.ts';
import type {Fate} from './network.ts';

const FATES: readonly Fate[] = ['answered', 'refused', 'failed', 'lost', 'unanswered'];

export interface Budget {
  crashes: number;
  faults: number;
}

/** Two instances and one order, in which every choice is made from outside. */
export class SmallWorld {
  readonly world: World;
  readonly calls: Calls;
  readonly demand: Demand;
  readonly left: Budget;
  readonly #choices: Choices;

  constructor(start: StartService, provider: ProviderName, choices: Choices, budget: Budget) {
    this.#choices = choices;
    this.left = {...budget};
    this.world = new World({
      random: new Random(1),
      weather: CALM,
      start,
      provider,
      latency: [0, 0],
      deletedReads: 'gone',
      areEndsTold: false,
      luck: {fate: (label) => this.#fate(label), delays: () => [0, 0]},
      choose: (tasks, scheduler) => this.#choose(tasks, scheduler),
    });
    this.calls = new Calls(this.world);
    this.demand = new Demand({
      name: 'd1',
      scope: 'api live spc-a',
      provider,
      reference: 'R1',
      customer: 'customer1',
      key: 'key-of-customer-1',
      isMerchants: true,
    });
    this.world.demands.set('d1', this.demand);
  }

  /** Starts both instances. */
  boot(): void {
    for (const name of ['a', 'b'])
      boot(this.world, addSlot(this.world, `${name}1.`, this.demand.scope), this.calls.asks);
    for (const {process} of this.world.slots) process.isHashed = true;
  }

  /** Digest of all that decides how it goes on. */
  state(): string {
    const {world, demand} = this;
    const sessions = [...world.bank(demand.scope).sessions.values()].map((session) => [
      session.id,
      session.money,
      latest(session),
      session.underWay,
    ]);
    const parts = [
      world.now,
      this.left,
      [...world.store.rows].toSorted(([a], [b]) => (a < b ? -1 : 1)),
      sessions,
      world.slots.map(({process}) => [process.name, process.isAlive, process.knowledge]),
      world.scheduler.pending.map(({label, at}) => `${label} ${at}`).toSorted(),
      demand.asks.map(({money, result}) => [money, result]),
      [...demand.handedOut].map(({id}) => id),
      world.ledger.calls.map(({kind, payment, process, outcome}) => [kind, payment, process.name, outcome]),
    ];
    return createHash('sha1').update(JSON.stringify(parts)).digest('base64');
  }

  #fate(label: string): Fate {
    if (this.left.faults === 0 || label.startsWith('hook')) return 'answered';
    const fate = FATES[this.#choices.pick(FATES.length)] ?? 'answered';
    if (fate === 'answered') return fate;
    this.left.faults -= 1;
    const {current} = this.world.scheduler;
    if (current && label.startsWith('store')) this.world.ledger.storeFaults.set(current, this.world.now);
    return fate;
  }

  /**
   * Answers are delivered at once: only the order in which calls arrive matters to others. Time passes when nothing
   * else can happen. An instance may crash before any arrival, with its calls lost or still on their way.
   */
  #choose(tasks: readonly Task[], scheduler: Scheduler): Task | null {
    const answer = tasks.find(({owner, isTimer}) => owner !== null && !isTimer);
    if (answer) return answer;
    const now = tasks.filter(({isTimer, at}) => !isTimer && at <= scheduler.now);
    if (now.length === 0) return earliest(tasks);
    const crashes = this.#choices.isOpen && this.left.crashes > 0 ? this.#crashes(now) : [];
    const chosen = this.#choices.pick(now.length + crashes.length);
    return now[chosen] ?? crashes[chosen - now.length] ?? null;
  }

  #crashes(now: readonly Task[]): Task[] {
    const {scheduler} = this.world;
    return this.world.slots.flatMap((slot) => {
      const {process} = slot;
      if (!process.isAlive) return [];
      const own = now.filter(({label}) => label.includes(` from ${process.name}`));
      return [false, true].flatMap((isLost) => {
        if (own.length === 0) return [];
        const run = () => {
          this.left.crashes -= 1;
          if (isLost) own.forEach((task) => scheduler.cancel(task));
          this.#crash(slot);
        };
        return [
          {
            at: scheduler.now,
            label: `crash of ${process.name}${isLost ? ' with its calls' : ''}`,
            owner: null,
            isTimer: false,
            run,
          },
        ];
      });
    });
  }

  #crash(slot: Slot): void {
    const {world} = this;
    world.scheduler.kill(slot.process);
    slot.service = null;
    for (const call of world.calls) if (call.process === slot.process) world.calls.delete(call);
    world.scheduler.add(
      null,
      20_000,
      `${slot.name} is started again`,
      () => {
        boot(world, slot, this.calls.asks);
        slot.process.isHashed = true;
      },
      true,
    );
  }
}
