import type {Decline, Method} from './session.ts';

export const GENERIC_DECLINE: Decline = {
  code: 'generic_decline',
  message: 'The payment was declined. Nothing was taken.',
};

const NO_FUNDS: Decline = {
  code: 'insufficient_funds',
  message: 'The payment was declined: there is not enough money in the account.',
};

const EXPIRED_CARD: Decline = {code: 'expired_card', message: 'The payment was declined: the card has expired.'};

const WRONG_CODE: Decline = {
  code: 'incorrect_cvc',
  message: 'The payment was declined: the security code is not that of the card.',
};

/** The customer failed the provider's question, or said no to it. */
export const AUTHENTICATION_FAILED: Decline = {
  code: 'authentication_failed',
  message: 'The payment was not authorised. Nothing was taken.',
};

/** The customer said no on the phone. */
export const REJECTED: Decline = {
  code: 'rejected_by_customer',
  message: 'The payment was rejected on the phone. Nothing was taken.',
};

/** Nobody answered the prompt, or scanned the code, in time. */
export const TIMED_OUT: Decline = {
  code: 'timed_out',
  message: 'The payment was not confirmed in time. Nothing was taken.',
};

/** A number that decides how a payment goes, as at the providers' own test modes. */
export interface TestNumber {
  /** As printed on the page. */
  number: string;
  /** What it does, as printed on the page. */
  effect: string;
  /** Null is paid. */
  decline: Decline | null;
  /** Whether the bank asks the customer first. */
  threeDSecure: boolean;
  /** Whether the provider takes its time. */
  slow: boolean;
}

function number(text: string, effect: string, changes: Partial<TestNumber> = {}): TestNumber {
  return {number: text, effect, decline: null, threeDSecure: false, slow: false, ...changes};
}

function pays(text: string): TestNumber {
  return number(text, 'succeeds');
}

function paysSlowly(text: string): TestNumber {
  return number(text, 'succeeds after a while', {slow: true});
}

function refuses(text: string, effect: string, decline: Decline): TestNumber {
  return number(text, effect, {decline});
}

/** The test numbers of each method that asks for one. */
export const TEST_NUMBERS: readonly [Method, readonly TestNumber[]][] = [
  ['momo', [pays('076 000 001'), refuses('076 000 002', 'is declined', NO_FUNDS), paysSlowly('076 000 003')]],
  [
    'card',
    [
      pays('4343 4343 4343 4345'),
      pays('5123 0000 0000 0002'),
      number('4120 0000 0000 0007', 'asks for 3-D Secure', {threeDSecure: true}),
      number('5234 0000 0000 0106', 'asks for 3-D Secure, then is declined', {
        threeDSecure: true,
        decline: AUTHENTICATION_FAILED,
      }),
      refuses('5100 0000 0000 0198', 'is declined for insufficient funds', NO_FUNDS),
      refuses('4200 0000 0000 0018', 'is declined as expired', EXPIRED_CARD),
      refuses('4300 0000 0000 0017', 'is declined for its security code', WRONG_CODE),
      refuses('4111 1111 1111 1111', 'is declined', GENERIC_DECLINE),
    ],
  ],
  ['bank', [pays('1000001'), refuses('1000002', 'is declined', NO_FUNDS), paysSlowly('1000003')]],
];

/** The test numbers of one method; none where it asks on a page of its own. */
export function testNumbersOf(method: Method): readonly TestNumber[] {
  return TEST_NUMBERS.find(([name]) => name === method)?.[1] ?? [];
}

function digits(text: string): string {
  return text.replace(/\D/g, '');
}

/** Finds a test number in whatever way it was typed. */
export function findTestNumber(method: Method, typed: string): TestNumber | null {
  const wanted = digits(typed).replace(/^232/, '0');
  return testNumbersOf(method).find(({number}) => digits(number) === wanted) ?? null;
}
