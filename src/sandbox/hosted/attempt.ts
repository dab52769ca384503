import type {AttemptStart, Method, SandboxSession} from '../session.ts';
import {findTestNumber} from '../test-numbers.ts';
import {METHODS} from './methods.ts';

/** What the customer typed, by field name. */
export type Typed = Readonly<Record<string, string>>;

/** What is wrong with a field. */
export interface Problem {
  field: string;
  message: string;
}

function isPast(expiry: string, now: number): boolean | null {
  const parts = /^(0[1-9]|1[0-2])\s*\/\s*(\d{2})$/.exec(expiry.trim());
  if (!parts) return null;
  return Date.UTC(2000 + Number(parts[2]), Number(parts[1])) <= now;
}

function cardProblems(typed: Typed, now: number): Problem[] {
  const past = isPast(typed['expiry'] ?? '', now);
  const problems: Problem[] = [];
  if (past === null) problems.push({field: 'expiry', message: 'Write the expiry date as MM/YY.'});
  else if (past) problems.push({field: 'expiry', message: 'This card has expired. Any date in the future will do.'});
  if (!/^\d{3,4}$/.test((typed['cvc'] ?? '').trim())) {
    problems.push({field: 'cvc', message: 'The security code has three or four digits.'});
  }
  return problems;
}

/** Reads the form: an attempt to begin, or what the customer has to mend first. */
export function readAttempt(session: SandboxSession, typed: Typed, now: number): AttemptStart | Problem[] {
  const method: Method | undefined = session.methods.find((offered) => offered === typed['method']);
  if (!method) return [{field: 'method', message: 'Choose how you want to pay.'}];
  const {field, step} = METHODS[method];
  if (!field) return {method, step, decline: null, slow: false, account: ''};

  const problems = method === 'card' ? cardProblems(typed, now) : [];
  const account = (typed[field.name] ?? '').trim();
  const number = findTestNumber(method, account);
  if (!number) {
    const message = account
      ? 'This is a sandbox: use one of the test numbers below.'
      : `Enter a ${field.label.toLowerCase()}: one of the test numbers below.`;
    return [{field: field.name, message}, ...problems];
  }
  if (problems.length > 0) return problems;
  return {
    method,
    step: number.threeDSecure ? 'three-d-secure' : step,
    decline: number.decline,
    slow: number.slow,
    account: number.number,
  };
}
