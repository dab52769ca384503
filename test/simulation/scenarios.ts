import {isPayableNow} from './bank.ts';
import type {SmallWorld} from './small-world.ts';
import type {Slot} from './world.ts';

/** What happens at the same time in a small world. */
export interface Scenario {
  name: string;
  /** Happens first, without faults and one after the other. */
  before: readonly ((small: SmallWorld) => void)[];
  /** All that this starts is interleaved in every way. */
  explored: (small: SmallWorld) => void;
  /** Follows when everything has ended. */
  after: (small: SmallWorld) => void;
}

const nothing = () => undefined;

function slots({world}: SmallWorld): [Slot, Slot] {
  const [first, second] = world.slots;
  if (!first || !second) throw new Error('Two instances are needed.');
  return [first, second];
}

function create(small: SmallWorld, index: 0 | 1, unitAmount = 10_000): void {
  const {calls, demand} = small;
  calls.create(slots(small)[index], demand, {prepare: () => demand.setAmount(unitAmount)});
}

/** Time passes until sessions are due. */
function wait({world}: SmallWorld): void {
  world.scheduler.now += 150_000;
  world.scheduler.add(null, 0, 'time has passed', nothing);
}

/** A customer who has the page of the first session open pays, if it takes the payment when it comes to it. */
function pay(small: SmallWorld): void {
  const {world, demand} = small;
  world.scheduler.add(null, 0, 'customer pays', () => {
    const [session] = [...demand.handedOut];
    const bank = world.bank(demand.scope);
    if (session && isPayableNow(session)) bank.startPayment(session, {milliseconds: 0, succeeds: true, isWrong: false});
  });
}

function webhook(small: SmallWorld, index: 0 | 1): void {
  const {world, demand, calls} = small;
  const at = Date.now();
  for (const {id} of demand.handedOut) calls.webhook(slots(small)[index], {id, at}, nothing);
  world.scheduler.note('webhook is sent');
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'two creates',
    before: [],
    explored: (small) => {
      create(small, 0);
      create(small, 1);
    },
    after: pay,
  },
  {
    name: 'a changed order, and the customer pays the earlier price',
    before: [(small) => create(small, 0)],
    explored: (small) => {
      create(small, 1, 20_000);
      pay(small);
    },
    after: nothing,
  },
  {
    name: 'two creates with different money',
    before: [],
    explored: (small) => {
      create(small, 0);
      create(small, 1, 20_000);
    },
    after: pay,
  },
  {
    name: 'a webhook and a settle for a paid order',
    before: [(small) => create(small, 0), pay],
    explored: (small) => {
      webhook(small, 0);
      for (const {id} of small.demand.handedOut) small.calls.settle(slots(small)[1], id);
    },
    after: nothing,
  },
  {
    name: 'a webhook for the earlier price, and a changed order',
    before: [(small) => create(small, 0), pay],
    explored: (small) => {
      webhook(small, 0);
      create(small, 1, 20_000);
    },
    after: nothing,
  },
  {
    name: 'a create and a reconcile',
    before: [(small) => create(small, 0), wait],
    explored: (small) => {
      create(small, 1, 20_000);
      small.calls.reconcile(slots(small)[0]);
    },
    after: pay,
  },
];
