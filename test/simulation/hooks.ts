import {type HostedSession, latest} from './bank.ts';
import type {Attention, AttentionKind, CheckoutSession, OutcomeEvent, Payment} from './contract.ts';
import type {Demand} from './demands.ts';
import type {HookCall} from './ledger.ts';
import {callOver} from './network.ts';
import type {Process} from './scheduler.ts';
import type {World} from './world.ts';

/** The server half stops waiting for a hook after this time. */
const HOOK_TIMEOUT_MS = 30_000;

/** What a payment is counted by: Monime makes one for a session, and does not always tell its id. */
export function paymentName(world: World, session: string, payment: Payment | null): string {
  return payment && world.options.provider === 'paymongo' ? payment.id : `${session}#1`;
}

function checkTruth(world: World, call: HookCall, session: HostedSession | null, payment: Payment | null): void {
  if (!session) return world.fail('truth', `${call.kind} for ${call.sessionId}, which no provider has`);
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
  for (const before of ledger.of(call.payment)) {
    if (demand?.wipedAt != null) {
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
  demand.completedSession = session.id;
  demand.completedAt ??= world.scheduler.steps;
  checkMoney(world, session, demand);
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
    const all = [...(world.banks.get(demand.scope)?.sessions.values() ?? [])].filter(
      (one) => one.demand === demand.name,
    );
    const count = all.reduce((sum, one) => sum + latest(one).payments.length, 0);
    if (count < 2) world.fail('truth', `${demand.name} is told as overpaid with ${count} payments`);
  }
}

/** The merchant's hooks in one process: checks each call, then succeeds, fails or hangs. */
export function hooksOf(world: World, process: Process) {
  const {scheduler, ledger} = world;
  const luck = world.luckOf(process);

  async function run(kind: HookCall['kind'], id: string, event: {key: string; payment: Payment | null}): Promise<void> {
    const session = world.session(id);
    const demand = world.demandOf(session);
    const call: HookCall = {
      kind,
      key: event.key,
      sessionId: id,
      payment: paymentName(world, id, event.payment),
      process,
      startedAt: scheduler.now,
      endedAt: null,
      outcome: 'running',
    };
    scheduler.note(`[${process.name}] HOOK ${kind} ${call.key} ${id} ${call.payment}`);
    checkTruth(world, call, session, event.payment);
    checkOnce(world, call, demand);
    if (session && kind === 'completed' && demand) checkCompleted(world, call, session, demand);
    else if (session) checkAttention(world, call, session, demand);
    ledger.add(call);
    const {hookFails, hookFailsAfter, hookHangs} = world.weather;
    const line = {
      fails: hookFails,
      failsAfter: hookFailsAfter,
      hangs: hookHangs,
      hangsAfter: hookHangs,
      dawdles: hookHangs,
    };
    const done = (outcome: 'resolved' | 'rejected') => {
      call.outcome = outcome;
      call.endedAt = scheduler.now;
    };
    try {
      await callOver(scheduler, process, {
        label: `hook ${kind} ${call.key}`,
        fate: luck.fate(`hook ${kind}`, line),
        delays: luck.delays(line, world.options.latency),
        apply: () => undefined,
        error: () => new Error('The hook failed.'),
      });
      done('resolved');
    } catch (error) {
      done('rejected');
      throw error;
    }
  }

  return {
    onCompleted: (session: CheckoutSession, event: OutcomeEvent) => run('completed', session.id ?? '', event),
    onAttention: (kind: AttentionKind, event: Attention) => run(kind, event.session.id ?? '', event),
  };
}
