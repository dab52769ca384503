import {SANDBOX_KEYS} from 'monime-checkout/sandbox';

/** What Monime takes at one endpoint with a live token. */
export const CALLS_A_SECOND = 20;
/** Time that the provider takes to answer, in milliseconds. */
export const PROVIDER_LATENCY_MS = 20;
export const KEYS = SANDBOX_KEYS.monime;

/** What is simulated: so many open widgets over so many sessions, a fifth of which are paid meanwhile. */
export interface Scenario {
  widgets: number;
  sessions: number;
  /** Length of one run, in seconds. */
  seconds: number;
}

/** Part of a run in which the widgets appear. */
export const ARRIVAL_PART = 0.2;
/** Between which parts of a run sessions are paid: once widgets poll slowly, and so that each polls once more. */
const PAYMENTS = {from: 0.3, to: 0.8};

/** Of so many sessions, the first is paid. */
export const PAID_EVERY = 5;

export function paidSessions({sessions}: Scenario): number {
  return Math.ceil(sessions / PAID_EVERY);
}

/** Milliseconds after the start at which sessions are paid, evenly. */
export function paymentTimes(scenario: Scenario): number[] {
  const count = paidSessions(scenario);
  const length = scenario.seconds * 1000;
  return Array.from({length: count}, (_, index) => {
    return length * (PAYMENTS.from + ((PAYMENTS.to - PAYMENTS.from) * index) / count);
  });
}
