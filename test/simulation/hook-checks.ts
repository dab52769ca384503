import {type HostedSession, latest} from './bank.ts';
import type {CheckoutSession, Payment} from './contract.ts';
import type {Demand} from './demands.ts';
import type {HookCall} from './ledger.ts';
import type {World} from './world.ts';

/** The server half stops waiting for a hook after this time. */
const HOOK_TIMEOUT_MS = 30_000;

/** What a payment is counted by: Monime makes one for a session, and does not always tell its id. */
export function paymentName(world: World, session: string, payment: Payment | null): string {
  return payment && world.options.provider === 'paymongo' ? payment.id : `${session}#1`;
}

function checkTruth(world: World, call: HookCall, session: HostedSession, payment: Payment | null): void {
  const {payments} = latest(session);
  if (payments.length === 0) return world.fail('truth', `${call.kind} for ${session.id}, which was never paid`);
  if (!payment) return;
  const real = payments.find(({id}) => id === payment.id);
  if (!real) return world.fail('truth', `payment ${payment.id} does not exist`);
  if (real.amount !== payment.amount || real.currency !== payment.currency) {
    world.fail('truth', `payment ${payment.id} is reported as ${payment.amount} ${payment.currency}`);
  }
  const isEnough = real.currency === session.currency && (real.amount ?? 0) >= session.amount;
  // Monime may name the payment only after it was told.
  const isTold = world.ledger.of(call.payment).length > 0;
  if (call.kind === 'completed' && !isEnough && !isTold) {
    world.fail('amount', `${session.id} asks ${session.amount}, completed with ${real.amount} ${real.currency}`);
  }
  if (call.kind === 'mismatch' && isEnough) world.fail('truth', `mismatch, but ${session.id} was paid in full`);
}

/** Completed only for the money that was asked last: an answered `create` with other money came later for certain. */
function checkMoney(world: World, session: HostedSession, demand: Demand): void {
  const same = demand.asks.filter(({money}) => money === session.money);
  const later = demand.asks.find(
    (ask) =>
      ask.money !== session.money && ask.result === 'session' && same.every(({end}) => end !== null && end < ask.start),
  );
  if (later && !isWiped(demand, later.start)) {
    world.fail(
      'money',
      `${demand.name} completed by ${session.id} (${session.money}), but ${later.money} was asked last`,
    );
  }
}

function isWiped({wipedAt}: Demand, since: number): boolean {
  return wipedAt !== null && wipedAt >= since;
}

function checkOnce(world: World, call: HookCall, demand: Demand | null): void {
  const {ledger, scheduler} = world;
  // The session of another shop belongs to no demand.
  const wipedAt = demand ? demand.wipedAt : world.wipedAt;
  for (const before of ledger.of(call.payment)) {
    if (wipedAt !== null) {
      if (before.kind === 'completed' && call.kind === 'completed' && before.key !== call.key) {
        world.fail('key', `${call.payment} told under ${before.key}, then under ${call.key}`);
      }
      continue;
    }
    const isSame = before.kind === call.kind && before.key === call.key && before.sessionId === call.sessionId;
    if (!isSame) {
      world.fail('once', `${call.payment} told as ${before.kind} ${before.key}, then as ${call.kind} ${call.key}`);
    } else if (before.outcome === 'resolved' && !ledger.isMarkUncertain(before)) {
      world.fail('once', `${call.payment} told twice as ${call.kind} ${call.key}`);
    } else if (before.outcome === 'running' && before.process.isAlive && before.process.lastThaw < before.startedAt) {
      if (scheduler.now - before.startedAt < HOOK_TIMEOUT_MS) {
        world.fail('alone', `${call.payment}: ${call.kind} runs in ${before.process.name} and ${call.process.name}`);
      }
    }
  }
}

function checkCompleted(world: World, call: HookCall, session: HostedSession, demand: Demand): void {
  const key = demand.reference === null ? `session:${session.id}` : `order:${demand.reference}`;
  if (call.key !== key) world.fail('key', `${demand.name} is told under ${call.key}, not ${key}`);
  if (demand.completedSession !== null && demand.completedSession !== session.id && demand.wipedAt === null) {
    world.fail('once', `${demand.name} is completed by ${demand.completedSession} and by ${session.id}`);
  }
  const {completedPayment: before} = demand;
  if (before !== null && before !== call.payment && demand.wipedAt === null) {
    world.fail('once', `${demand.name} is completed by ${before} and by ${call.payment}`);
  }
  demand.completedPayment = call.payment;
  demand.completedSession = session.id;
  demand.completedAt ??= world.scheduler.steps;
  demand.firstCompletion ??= {process: call.process, at: call.startedAt};
  checkMoney(world, session, demand);
}

/** Whether two demands share a record: a stolen key leads to the record of its owner. */
function areOneOrder(one: Demand, other: Demand): boolean {
  const isSameKey = one.reference === null && other.reference === null && one.key === other.key;
  return one === other || (isSameKey && one.scope === other.scope);
}

function checkAttention(world: World, call: HookCall, session: HostedSession, demand: Demand | null): void {
  if (call.kind === 'foreign') {
    // A secret that was changed cannot prove what the store has forgotten.
    const isProvable = demand?.wipedAt === null || world.options.weather.rotate === 0;
    if (demand && isProvable) world.fail('ownership', `${session.id} of ${demand.name} is told as foreign`);
    return;
  }
  if (!demand) return world.fail('ownership', `${session.id} is not ours, told as ${call.kind}`);
  const paidAt = session.history.find(({payments}) => payments.length > 0)?.at ?? 0;
  const isHeld = call.kind !== 'overpaid' && demand.completedAt === null && paidAt > demand.releasedAt;
  if (isHeld) demand.heldAt ??= world.scheduler.steps;
  if (demand.wipedAt !== null) return;
  if (call.kind === 'outdated' && demand.asks.every(({money}) => money === session.money)) {
    world.fail('truth', `${session.id} is told as outdated, but ${demand.name} never asked for other money`);
  }
  if (call.kind === 'overpaid') {
    const all = [...(world.banks.get(demand.scope)?.sessions.values() ?? [])].filter((one) => {
      const other = world.demands.get(one.demand);
      return other && areOneOrder(demand, other);
    });
    const count = all.reduce((sum, one) => sum + latest(one).payments.length, 0);
    if (count < 2) world.fail('truth', `${demand.name} is told as overpaid with ${count} payments`);
  }
}

/** Customers' reads leave a hook that failed alone: for 1 s, then for twice as long each time, up to a minute. */
function checkPause(world: World, call: HookCall): void {
  const {ledger, scheduler, weather} = world;
  const failed = ledger.of(call.payment).filter(({outcome}) => outcome === 'rejected');
  const last = failed.at(-1);
  const isForMachine = [...world.calls].some(
    ({process, label}) => process === call.process && /^(webhook|settle|reconcile)/.test(label),
  );
  // Processes whose clocks differ cannot know how long ago it was.
  if (!last || weather.skew > 0 || isForMachine || ledger.isMarkUncertain(last)) return;
  const wasForMachine = (world.lastWebhookAt.get(call.process) ?? Number.NEGATIVE_INFINITY) > scheduler.now - 60_000;
  // What could not be noted does not lengthen the pause.
  const noted = failed.filter((call) => !ledger.isMarkUncertain(call));
  const pause = Math.min(900 * 2 ** (noted.length - 1), 55_000);
  const passed = scheduler.now - (last.endedAt ?? 0);
  if (!wasForMachine && passed < pause) {
    world.fail(
      'pause',
      `${call.kind} ${call.key} failed ${failed.length} times and is called again after ${passed} ms`,
    );
  }
}

/** Told that a session was cancelled or has expired. */
function checkEnd(world: World, {kind, sessionId, key, payment}: HookCall, session: HostedSession): void {
  if (!session.history.some(({status}) => status === kind)) world.fail('truth', `${sessionId} was never ${kind}`);
  if (key !== `${sessionId}:${kind}`) world.fail('key', `${sessionId} is told as ${kind} under ${key}`);
  const demand = world.demandOf(session);
  if (demand?.wipedAt === null && world.ledger.of(payment).some((call) => isDone(world, call))) {
    world.fail('once', `${sessionId} is told as ${kind} twice`);
  }
}

function isDone(world: World, call: HookCall): boolean {
  return call.outcome === 'resolved' && !world.ledger.isMarkUncertain(call);
}

/** Checks a call of the merchant's hooks before it runs. */
export function checkHook(world: World, call: HookCall, answered: CheckoutSession, payment: Payment | null): void {
  const session = world.session(call.sessionId);
  if (!session) return world.fail('truth', `${call.kind} for ${call.sessionId}, which no provider has`);
  checkPause(world, call);
  if (call.kind === 'cancelled' || call.kind === 'expired') return checkEnd(world, call, session);
  const demand = world.demandOf(session);
  checkTruth(world, call, session, payment);
  checkOnce(world, call, demand);
  if (call.kind !== 'completed' || !demand) return checkAttention(world, call, session, demand);
  checkCompleted(world, call, session, demand);
  if (answered.status !== 'completed') {
    world.fail('truth', `onCompleted is called with ${session.id} as ${answered.status}`);
  }
}
