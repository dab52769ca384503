import {isPayableNow, latest} from './bank.ts';
import type {Calls} from './calls.ts';
import {Demand} from './demands.ts';
import {misfortunes} from './misfortunes.ts';
import type {Slot, World} from './world.ts';

const MINUTE = 60_000;

/** What customers, the merchant, the provider and bad luck do, one action after the other, at random times. */
export class Workload {
  readonly #world: World;
  readonly #calls: Calls;
  #isOver = false;
  #strangers = 0;

  constructor(world: World, calls: Calls) {
    this.#world = world;
    this.#calls = calls;
  }

  start(): void {
    const {scheduler} = this.#world;
    this.#next();
    for (const slot of this.#world.slots) {
      const tick = () => {
        if (this.#isOver) return;
        if (slot.service) this.#calls.reconcile(slot);
        scheduler.add(null, MINUTE, `cron of ${slot.name}`, tick, true);
      };
      if (this.#world.random.isLucky(0.5)) scheduler.add(null, MINUTE, `cron of ${slot.name}`, tick, true);
    }
  }

  stop(): void {
    this.#isOver = true;
  }

  #next(): void {
    const {scheduler, random, weather} = this.#world;
    const delay = random.isLucky(weather.longPause)
      ? random.spread(10 * MINUTE, 80 * 60 * MINUTE)
      : random.spread(1, 8000);
    scheduler.add(
      null,
      delay,
      'next action',
      () => {
        if (this.#isOver) return;
        this.#act();
        this.#next();
      },
      true,
    );
  }

  #act(): void {
    const {random, weather} = this.#world;
    const actions: [number, () => void][] = [
      [0.3, () => this.#create()],
      [0.2, () => this.#read()],
      [0.25, () => this.#pay()],
      [0.05, () => this.#comeBack()],
      [0.05, () => this.#settle()],
      [0.04, () => this.#cancel()],
      [0.02, () => this.#release()],
      [0.01, () => this.#foreign()],
      [weather.paidAfterEnd * 0.5, () => this.#renewWhilePaying()],
      [weather.moneyChanges, () => this.#demand()?.changeMoney(random)],
      [weather.lookChanges, () => this.#demand()?.changeLook(random)],
      [weather.strangers, () => this.#stranger()],
      [weather.stolenKey, () => this.#stealKey()],
      ...misfortunes(this.#world, this.#calls),
    ];
    random.weighted(actions)();
  }

  #slots(scope?: string): Slot[] {
    return this.#world.slots.filter(({bank, service}) => service && (scope === undefined || bank.scope === scope));
  }

  #demand(): Demand | null {
    const {random, demands} = this.#world;
    return demands.size > 0 ? random.pick([...demands.values()]) : null;
  }

  #slotOf(demand: Demand): Slot | null {
    const slots = this.#slots(demand.scope);
    return slots.length > 0 ? this.#world.random.pick(slots) : null;
  }

  #create(): void {
    const demand = this.#demand();
    const slot = demand && this.#slotOf(demand);
    if (!slot) return;
    const {random} = this.#world;
    this.#calls.create(slot, demand);
    // Two tabs, or an impatient customer.
    const second = random.isLucky(0.3) ? this.#slotOf(demand) : null;
    if (second) this.#calls.create(second, demand);
  }

  #handedOut(): {demand: Demand; id: string} | null {
    const demand = this.#demand();
    const sessions = demand ? [...demand.handedOut] : [];
    return demand && sessions.length > 0 ? {demand, id: this.#world.random.pick(sessions.slice(-4)).id} : null;
  }

  #read(): void {
    const target = this.#handedOut();
    const slot = target && this.#slotOf(target.demand);
    if (!slot) return;
    this.#calls.read(slot, target.id, this.#world.random.isLucky(0.7) ? target.demand.customer : null);
  }

  #settle(): void {
    const target = this.#handedOut();
    const slot = target && this.#slotOf(target.demand);
    if (slot) this.#calls.settle(slot, target.id);
  }

  #comeBack(): void {
    const target = this.#handedOut();
    const slot = target && this.#slotOf(target.demand);
    const session = target && this.#world.session(target.id);
    if (slot && session) this.#calls.comeBack(slot, session.successUrl);
  }

  /** A customer pays what they were given, sometimes in two tabs. */
  #pay(): void {
    const target = this.#handedOut();
    const session = target && this.#world.session(target.id);
    if (!session) return;
    const {random, weather, scheduler} = this.#world;
    const bank = this.#world.bank(target.demand.scope);
    const isSecond = latest(session).status === 'completed';
    if (isSecond ? !random.isLucky(weather.paidTwice) : !isPayableNow(session)) return;
    const terms = {
      milliseconds: random.spread(100, random.isLucky(0.2) ? 20 * MINUTE : 20_000),
      succeeds: random.isLucky(0.8),
      isWrong: random.isLucky(weather.wrongAmount),
    };
    if (bank.startPayment(session, terms)) scheduler.note(`${session.id} is being paid`);
    if (random.isLucky(weather.paidTwice))
      bank.startPayment(session, {...terms, milliseconds: terms.milliseconds + 500});
  }

  /** A customer goes back, perhaps after a payment was begun, and tries again. */
  #cancel(): void {
    const target = this.#handedOut();
    const session = target && this.#world.session(target.id);
    const {options, random, weather} = this.#world;
    if (!session || options.provider !== 'monime') return;
    session.isPaidAfterEnd = session.underWay > 0 && random.isLucky(weather.paidAfterEnd);
    this.#world.bank(target.demand.scope).close(session, 'cancelled');
    const slot = this.#slotOf(target.demand);
    if (slot) this.#calls.create(slot, target.demand);
  }

  /** The merchant's page changes how the order looks, and asks for it again, while a payment is under way. */
  #renewWhilePaying(): void {
    const target = this.#handedOut();
    const session = target && this.#world.session(target.id);
    const slot = target && this.#slotOf(target.demand);
    if (!session || !slot) return;
    const {random} = this.#world;
    const terms = {milliseconds: random.spread(1000, 20_000), succeeds: true, isWrong: false};
    this.#world.bank(target.demand.scope).startPayment(session, terms);
    target.demand.changeLook(random);
    this.#calls.create(slot, target.demand);
  }

  #release(): void {
    const held = [...this.#world.demands.values()].filter(({heldAt}) => heldAt !== null);
    const demand = held.length > 0 ? this.#world.random.pick(held) : null;
    const slot = demand && this.#slotOf(demand);
    if (slot) this.#calls.release(slot, demand);
  }

  /** Another shop with the same account is paid. */
  #foreign(): void {
    const {random, scheduler} = this.#world;
    const slot = this.#slots()[0];
    if (!slot) return;
    const key = `foreign-${scheduler.steps}`;
    const session = slot.bank.create(
      {
        demand: '',
        money: '',
        amount: 100,
        currency: 'PHP',
        title: 'Elsewhere',
        successUrl: 'https://elsewhere.example/checkout/return/success?ref=x',
        reference: 'R1',
      },
      {key, body: key, work: 0},
    );
    slot.bank.startPayment(session, {milliseconds: random.spread(10, 1000), succeeds: true, isWrong: false});
  }

  #stranger(): void {
    const slot = this.#slots()[0];
    if (!slot) return;
    this.#strangers += 1;
    const demand = this.#add(slot, `stranger${this.#strangers}`, {key: `stranger-key-${this.#strangers}`});
    this.#calls.create(slot, demand);
  }

  #stealKey(): void {
    const victim = this.#demand();
    const slot = victim && this.#slotOf(victim);
    if (!slot || victim.isMerchants || victim.reference !== null) return;
    this.#strangers += 1;
    const thief = this.#add(slot, `thief${this.#strangers}`, {key: victim.key});
    this.#calls.create(slot, thief);
  }

  #add(slot: Slot, name: string, {key}: {key: string}): Demand {
    const {scope, provider} = slot.bank;
    const demand = new Demand({name, scope, provider, reference: null, customer: name, key, isMerchants: false});
    this.#world.demands.set(name, demand);
    return demand;
  }
}
