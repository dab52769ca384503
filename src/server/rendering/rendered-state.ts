import type {CheckoutSession} from '../../core/session.ts';
import {isOutcome} from '../../core/session.ts';
import type {State} from '../../core/state.ts';

/** The widget's state for a session as a server knows it: no customer is paying yet or has come back. */
export function stateOf(session: CheckoutSession): State {
  const {status} = session;
  if (status === 'open') return {phase: 'ready', session, note: null};
  if (isOutcome(status)) return {phase: 'settled', session, outcome: status, surface: null};
  return {phase: 'confirming', session, surface: null, hint: null, overdue: false};
}
