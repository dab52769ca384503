import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {asCheckoutError, CheckoutError, isCheckoutError} from '../../../src/core/error.ts';
import {ERROR_CODES} from '../../../src/core/error-codes.ts';
import {sessionWith} from '../sessions.ts';

describe('CheckoutError', () => {
  it('carries what it is given', () => {
    const cause = new Error('refused');
    const session = sessionWith();
    const error = new CheckoutError('order_changed', 'Pay it.', {path: 'renew', retryAfter: 0, session, cause});
    expect(error).toMatchObject({
      code: 'order_changed',
      message: 'Pay it.',
      path: 'renew',
      retryAfter: 0,
      session,
      cause,
    });
  });

  it('has null for what it is not given, and no cause', () => {
    const error = new CheckoutError('network', 'Offline.');
    expect(error).toMatchObject({path: null, retryAfter: null, session: null});
    expect(error).not.toHaveProperty('cause');
  });

  it('says of a fault that may pass, and of no other, that a retry may help', () => {
    const retryable = ERROR_CODES.filter((code) => new CheckoutError(code, '').retryable);
    expect(retryable).toEqual(['rate_limited', 'provider_unavailable', 'store_unavailable', 'network', 'timeout']);
  });
});

describe('isCheckoutError', () => {
  it('knows the error of another copy of the package', () => {
    expect(isCheckoutError({name: 'CheckoutError', code: 'network'})).toBe(true);
    expect(isCheckoutError(new CheckoutError('network', ''))).toBe(true);
  });

  it.each([new Error('x'), new TypeError('CheckoutError'), {}, {code: 'network'}, 'CheckoutError', null, undefined, 7])(
    'takes %j for another error',
    (thrown) => {
      expect(isCheckoutError(thrown)).toBe(false);
    },
  );
});

describe('asCheckoutError', () => {
  const log = vi.fn<typeof console.error>();
  beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(log));
  afterEach(() => {
    vi.restoreAllMocks();
    log.mockReset();
  });

  it('returns a CheckoutError as it is, and logs nothing', () => {
    const error = new CheckoutError('network', 'Offline.');
    expect(asCheckoutError(error)).toBe(error);
    expect(log).not.toHaveBeenCalled();
  });

  it('makes an internal_error of anything else, and logs what was thrown', () => {
    const thrown = new TypeError('x is not a function');
    expect(asCheckoutError(thrown)).toMatchObject({code: 'internal_error', cause: thrown});
    expect(log).toHaveBeenCalledExactlyOnceWith(expect.any(String), thrown);
  });
});
