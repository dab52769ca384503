import {refundableAmount} from './paymongo/refund.ts';
import type {SandboxSession} from './session.ts';
import type {SandboxState} from './state.ts';

/**
 * Every change that the dashboard and the control API can force on a session, in the order of the dashboard's buttons.
 */
export const SESSION_ACTIONS = [
  'pay',
  'pay-again',
  'decline',
  'process',
  'cancel',
  'expire',
  'refund',
  'refund-part',
  'reopen',
] as const;

export type SessionAction = (typeof SESSION_ACTIONS)[number];

/** Applies an action to a session; an action that its status does not allow changes nothing. */
export function applyAction(state: SandboxState, session: SandboxSession, action: SessionAction): void {
  const {sessions, switches} = state;
  switch (action) {
    case 'pay-again':
      return sessions.payAgain(session);
    case 'refund':
    case 'refund-part':
      return refund(state, session, action === 'refund');
    case 'reopen':
      return sessions.reopen(session, switches[session.provider].lifetime);
    default:
      return sessions[action](session);
  }
}

/**
 * Refunds the latest payment that is not fully refunded: the rest of it, or half of the rest. Monime has no refunds.
 */
function refund({sessions}: SandboxState, session: SandboxSession, isFull: boolean): void {
  if (session.provider === 'monime') return;
  const attempt = session.attempts.findLast((candidate) => refundableAmount(session, candidate) > 0);
  if (!attempt) return;
  const rest = refundableAmount(session, attempt);
  const amount = isFull ? rest : Math.floor(rest / 2);
  if (amount > 0) sessions.refund(session, attempt, amount, amount === rest ? 'refunded' : 'partially_refunded');
}
