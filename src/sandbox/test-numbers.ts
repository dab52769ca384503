import type {Decline, Method} from './session.ts';

export const GENERIC_DECLINE: Decline = {
  code: 'generic_decline',
  message: 'The payment was declined. Nothing was taken.',
};

const INSUFFICIENT_FUNDS: Decline = {
  code: 'insufficient_funds',
  message: 'The payment was declined: there is not enough money in the account.',
};

const EXPIRED_CARD: Decline = {code: 'expired_card', message: 'The payment was declined: the card has expired.'};

const INCORRECT_CVC: Decline = {
  code: 'incorrect_cvc',
  message: 'The payment was declined: the security code is not that of the card.',
};

/** The customer failed or refused the authentication. */
export const AUTHENTICATION_FAILED: Decline = {
  code: 'authentication_failed',
  message: 'The payment was not authorised. Nothing was taken.',
};

/** The customer rejected the prompt on the phone. */
export const REJECTED: Decline = {
  code: 'rejected_by_customer',
  message: 'The payment was rejected on the phone. Nothing was taken.',
};

/** The customer did not confirm the prompt, or scan the code, in time. */
export const TIMED_OUT: Decline = {
  code: 'timed_out',
  message: 'The payment was not confirmed in time. Nothing was taken.',
};

/** A phone, card or account number that decides the outcome of a payment, as in the providers' test modes. */
export interface TestNumber {
  /** As printed on the page. */
  number: string;
  /** Outcome, as printed on the page. */
  effect: string;
  /** Null: paid. */
  decline: Decline | null;
  /** Whether the page asks for 3-D Secure first. */
  threeDSecure: boolean;
  /** Whether the payment is confirmed with a delay. */
  slow: boolean;
}

function number(text: string, effect: string, changes: Partial<TestNumber> = {}): TestNumber {
  return {number: text, effect, decline: null, threeDSecure: false, slow: false, ...changes};
}

function succeeds(text: string): TestNumber {
  return number(text, 'succeeds');
}

function succeedsSlowly(text: string): TestNumber {
  return number(text, 'succeeds after a while', {slow: true});
}

function declines(text: string, effect: string, decline: Decline): TestNumber {
  return number(text, effect, {decline});
}

/** Test numbers of each method that needs one. */
export const TEST_NUMBERS: readonly [Method, readonly TestNumber[]][] = [
  [
    'momo',
    [
      succeeds('076 000 001'),
      declines('076 000 002', 'is declined', INSUFFICIENT_FUNDS),
      succeedsSlowly('076 000 003'),
    ],
  ],
  [
    'card',
    [
      succeeds('4343 4343 4343 4345'),
      succeeds('5123 0000 0000 0002'),
      number('4120 0000 0000 0007', 'asks for 3-D Secure', {threeDSecure: true}),
      number('5234 0000 0000 0106', 'asks for 3-D Secure, then is declined', {
        threeDSecure: true,
        decline: AUTHENTICATION_FAILED,
      }),
      declines('5100 0000 0000 0198', 'is declined for insufficient funds', INSUFFICIENT_FUNDS),
      declines('4200 0000 0000 0018', 'is declined as expired', EXPIRED_CARD),
      declines('4300 0000 0000 0017', 'is declined for its security code', INCORRECT_CVC),
      declines('4111 1111 1111 1111', 'is declined', GENERIC_DECLINE),
    ],
  ],
  ['bank', [succeeds('1000001'), declines('1000002', 'is declined', INSUFFICIENT_FUNDS), succeedsSlowly('1000003')]],
];

/** Returns the test numbers of a method; empty if its outcome is chosen on a separate page. */
export function testNumbersOf(method: Method): readonly TestNumber[] {
  return TEST_NUMBERS.find(([name]) => name === method)?.[1] ?? [];
}

function digits(text: string): string {
  return text.replace(/\D/g, '');
}

/** Finds a test number, ignoring everything but digits and accepting the country code 232. */
export function findTestNumber(method: Method, input: string): TestNumber | null {
  const inputDigits = digits(input).replace(/^232/, '0');
  return testNumbersOf(method).find(({number}) => digits(number) === inputDigits) ?? null;
}
