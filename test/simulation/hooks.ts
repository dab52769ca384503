import type {Attention, AttentionKind, CheckoutSession, OutcomeEvent, Payment} from './contract.ts';
import {checkHook, paymentName} from './hook-checks.ts';
import type {HookCall} from './ledger.ts';
import {callOver} from './network.ts';
import type {Process} from './scheduler.ts';
import type {World} from './world.ts';

interface HookEvent {
  key: string;
  payment: Payment | null;
}

/** The merchant's hooks in one process: checks each call, then succeeds, fails or hangs. */
export function hooksOf(world: World, process: Process) {
  const {scheduler, ledger} = world;
  const luck = world.luckOf(process);

  async function run(kind: HookCall['kind'], session: CheckoutSession, event: HookEvent): Promise<void> {
    const {key, payment} = event;
    const id = session.id ?? '';
    const isEnd = kind === 'cancelled' || kind === 'expired';
    const call: HookCall = {
      kind,
      key,
      sessionId: id,
      payment: isEnd ? key : paymentName(world, id, payment),
      process,
      startedAt: scheduler.now,
      endedAt: null,
      outcome: 'running',
    };
    scheduler.note(`[${process.name}] HOOK ${kind} ${key} ${id} ${call.payment}`);
    checkHook(world, call, session, payment);
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

  const ends = {
    onCancelled: (session: CheckoutSession, event: OutcomeEvent) => run('cancelled', session, event),
    onExpired: (session: CheckoutSession, event: OutcomeEvent) => run('expired', session, event),
  };
  return {
    onCompleted: (session: CheckoutSession, event: OutcomeEvent) => run('completed', session, event),
    onAttention: (kind: AttentionKind, details: Attention) => run(kind, details.session, details),
    ...(world.options.areEndsTold && ends),
  };
}
