import type {AttemptStart, Method, SandboxSession} from '../session.ts';
import {findTestNumber} from '../test-numbers.ts';
import {METHODS} from './methods.ts';

/** Submitted form values by field name. */
export type FormFields = Readonly<Record<string, string>>;

/** A validation error of one form field. */
export interface FieldError {
  field: string;
  message: string;
}

/** Whether a card is expired; null if the date is not MM/YY. */
function isExpired(expiry: string, now: number): boolean | null {
  const parts = /^(0[1-9]|1[0-2])\s*\/\s*(\d{2})$/.exec(expiry.trim());
  if (!parts) return null;
  return Date.UTC(2000 + Number(parts[2]), Number(parts[1])) <= now;
}

function cardErrors(fields: FormFields, now: number): FieldError[] {
  const hasExpired = isExpired(fields['expiry'] ?? '', now);
  const errors: FieldError[] = [];
  if (hasExpired === null) errors.push({field: 'expiry', message: 'Write the expiry date as MM/YY.'});
  else if (hasExpired)
    errors.push({field: 'expiry', message: 'This card has expired. Any date in the future will do.'});
  if (!/^\d{3,4}$/.test((fields['cvc'] ?? '').trim())) {
    errors.push({field: 'cvc', message: 'The security code has three or four digits.'});
  }
  return errors;
}

/** Parses the payment form into a new attempt, or into the errors to correct. */
export function readAttempt(session: SandboxSession, fields: FormFields, now: number): AttemptStart | FieldError[] {
  const method: Method | undefined = session.methods.find((offered) => offered === fields['method']);
  if (!method) return [{field: 'method', message: 'Choose how you want to pay.'}];
  const {field, step} = METHODS[method];
  if (!field) return {method, step, decline: null, slow: false, account: ''};

  const errors = method === 'card' ? cardErrors(fields, now) : [];
  const account = (fields[field.name] ?? '').trim();
  const number = findTestNumber(method, account);
  if (!number) {
    const message = account
      ? 'This is a sandbox: use one of the test numbers below.'
      : `Enter a ${field.label.toLowerCase()}: one of the test numbers below.`;
    return [{field: field.name, message}, ...errors];
  }
  if (errors.length > 0) return errors;
  return {
    method,
    step: number.threeDSecure ? 'three-d-secure' : step,
    decline: number.decline,
    slow: number.slow,
    account: number.number,
  };
}
