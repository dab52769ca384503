import type {Decline, Method} from './session.ts';

export const GENERIC_DECLINE: Decline = {
  code: 'generic_decline',
  message: 'The payment was declined. Nothing was taken.',
};

const NO_FUNDS: Decline = {
  code: 'insufficient_funds',
  message: 'The payment was declined: there is not enough money in the account.',
};

/** The customer failed the provider's question, or said no to it. */
export const AUTHENTICATION_FAILED: Decline = {
  code: 'authentication_failed',
  message: 'The payment was not authorised. Nothing was taken.',
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
}

function pays(number: string): TestNumber {
  return {number, effect: 'succeeds', decline: null, threeDSecure: false};
}

function refuses(number: string, effect: string, decline: Decline): TestNumber {
  return {number, effect, decline, threeDSecure: false};
}

/** The test numbers of each method that asks for one. */
export const TEST_NUMBERS: readonly [Method, readonly TestNumber[]][] = [
  ['momo', [pays('076 000 001'), refuses('076 000 002', 'is declined', NO_FUNDS)]],
  [
    'card',
    [
      pays('4343 4343 4343 4345'),
      {number: '4120 0000 0000 0007', effect: 'asks for 3-D Secure', decline: null, threeDSecure: true},
      refuses('5100 0000 0000 0198', 'is declined for insufficient funds', NO_FUNDS),
      refuses('4111 1111 1111 1111', 'is declined', GENERIC_DECLINE),
    ],
  ],
  ['bank', [pays('1000001'), refuses('1000002', 'is declined', NO_FUNDS)]],
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
