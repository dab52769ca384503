import {assert, constantFrom, integer, property} from 'fast-check';
import {describe, expect, it} from 'vitest';
import {CheckoutError, type CheckoutErrorOptions} from '../../../src/core/error.ts';
import type {ErrorCode} from '../../../src/core/error-codes.ts';
import {errorResponse} from '../../../src/server/routes/error-response.ts';
import {sessionWith} from '../sessions.ts';

function respond(error: unknown, status?: Parameters<typeof errorResponse>[2]) {
  const reported: unknown[] = [];
  const response = errorResponse(error, (cause) => reported.push(cause), status);
  return {response, reported, retryAfter: response.headers.get('Retry-After')};
}

const fail = (code: ErrorCode, options?: CheckoutErrorOptions) => new CheckoutError(code, 'What went wrong.', options);

describe('the response for an error', () => {
  it.each<[ErrorCode, number]>([
    ['bad_signature', 401],
    ['invalid_id', 400],
    ['origin_refused', 403],
    ['order_changed', 409],
    ['rate_limited', 429],
  ])('blames the caller for %s, and does not bother the merchant', (code, status) => {
    const {response, reported} = respond(fail(code));
    expect([response.status, reported]).toEqual([status, []]);
  });

  it.each<[ErrorCode, number]>([
    ['not_allowed', 403],
    ['invalid_order', 422],
    ['invalid_configuration', 500],
    ['unsafe_url', 502],
    ['store_unavailable', 503],
    ['timeout', 504],
  ])('of %s is reported to the merchant, who can do something about it', (code, status) => {
    const error = fail(code);
    const {response, reported} = respond(error);
    expect([response.status, reported]).toEqual([status, [error]]);
  });

  it('says nothing of an error that is not ours, which the merchant gets whole', async () => {
    const values = [new Error('secret'), new TypeError('secret'), null, undefined, 'secret'];
    for (const value of values) {
      const {response, reported, retryAfter} = respond(value);
      expect([response.status, reported, retryAfter]).toEqual([500, [value], '5']);
      expect(await response.json()).toEqual({
        error: {code: 'provider_unavailable', message: expect.not.stringContaining('secret')},
      });
    }
  });

  it('names the invalid value and the session, and leaves out what is not there', async () => {
    const session = sessionWith();
    const full = respond(fail('order_changed', {path: 'lineItems[2].unitAmount', session})).response;
    expect(await full.json()).toEqual({
      error: {code: 'order_changed', message: 'What went wrong.', path: 'lineItems[2].unitAmount', session},
    });
    expect(await respond(fail('order_changed')).response.json()).toEqual({
      error: {code: 'order_changed', message: 'What went wrong.'},
    });
  });

  it('is never kept by a cache', () => {
    for (const error of [new Error('x'), fail('not_found'), fail('rate_limited', {retryAfter: 1})]) {
      expect(respond(error).response.headers.get('Cache-Control')).toBe('no-store');
    }
  });

  it('may have another status, by which it is reported or not', () => {
    expect(respond(fail('invalid_request'), 415)).toMatchObject({response: {status: 415}, reported: []});
    const error = fail('invalid_request');
    expect(respond(error, 503)).toMatchObject({response: {status: 503}, reported: [error]});
  });
});

describe('Retry-After', () => {
  it('never lets a widget come back before the time of the error', () => {
    const codes = constantFrom<ErrorCode>('rate_limited', 'provider_unavailable', 'not_found');
    assert(
      property(codes, integer({min: 1, max: 600_000}), (code, milliseconds) => {
        const seconds = Number(respond(fail(code, {retryAfter: milliseconds})).retryAfter);
        expect(seconds * 1000).toBeGreaterThanOrEqual(milliseconds);
        expect(seconds * 1000).toBeLessThan(milliseconds + 1000);
      }),
    );
  });

  it('is 5 seconds for what may work later', () => {
    expect(respond(fail('store_unavailable')).retryAfter).toBe('5');
    expect(respond(fail('timeout')).retryAfter).toBe('5');
  });

  it('is not said of what will not work later, or is up to the caller', () => {
    expect(respond(fail('unsafe_url')).retryAfter).toBeNull();
    expect(respond(fail('invalid_request')).retryAfter).toBeNull();
    expect(respond(fail('rate_limited')).retryAfter).toBeNull();
  });
});
