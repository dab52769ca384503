import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {randomKey} from '../../../src/core/random-key.ts';
import {idOfClientKey, isOutcome, isPayable, isSessionId, providerOf} from '../../../src/core/session.ts';
import {timeLeft} from '../../../src/core/time-left.ts';
import {sessionWith} from '../sessions.ts';

const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,100}$/);

describe('the id of a session', () => {
  it('is taken from either provider with up to 100 characters, and tells which one it is', () => {
    fc.assert(
      fc.property(name, (text) => {
        expect([`scs-${text}`, `cs_${text}`].map(isSessionId)).toEqual([true, true]);
        expect([`scs-${text}`, `cs_${text}`].map(providerOf)).toEqual(['monime', 'paymongo']);
      }),
    );
  });

  it('is refused with anything before or behind it: it becomes part of a URL that is requested with the secret', () => {
    const foreign = fc.constantFrom('/', '.', '?', '#', '%2f', ' ', '\n', '\\', ':', '@', 'é');
    fc.assert(
      fc.property(fc.constantFrom('scs-', 'cs_'), name, foreign, fc.nat(), (prefix, text, character, at) => {
        const id = `${prefix}${text.slice(0, 90)}`;
        const index = at % (id.length + 1);
        expect(isSessionId(`${id.slice(0, index)}${character}${id.slice(index)}`)).toBe(false);
        expect(isSessionId(`x${id}`)).toBe(false);
        expect(isSessionId(`${prefix}${'x'.repeat(101)}`)).toBe(false);
      }),
    );
  });

  it('is the part of a client key before its secret', () => {
    fc.assert(
      fc.property(name, fc.string(), (text, secret) => {
        fc.pre(!text.includes('_client_'));
        expect(idOfClientKey(`cs_${text}_client_${secret}`)).toBe(`cs_${text}`);
        expect(idOfClientKey(`cs_${text}`)).toBe(`cs_${text}`);
      }),
    );
  });
});

describe('a session', () => {
  const statuses = ['open', 'processing', 'completed', 'cancelled', 'expired'] as const;

  it('can be paid only while it is open and has a payment page', () => {
    const payable = statuses.filter((status) => isPayable(sessionWith({status})));
    expect(payable).toEqual(['open']);
    expect(statuses.some((status) => isPayable(sessionWith({status, hostedUrl: null})))).toBe(false);
  });

  it('has an outcome unless its payment may still come', () => {
    expect(statuses.filter((status) => isOutcome(status))).toEqual(['completed', 'cancelled', 'expired']);
  });
});

describe('the time left to pay', () => {
  const serverTime = '2027-01-15T08:00:00Z';
  const minute = 60_000;

  it("counts from the server's clock, not the customer's, and ends at 0", () => {
    fc.assert(
      fc.property(fc.integer({min: -60, max: 600}), fc.nat(3600 * 1000), (minutes, elapsed) => {
        const expiresAt = new Date(Date.parse(serverTime) + minutes * minute).toISOString();
        const left = timeLeft(sessionWith({expiresAt, serverTime}), elapsed);
        expect(left).toBe(Math.max(0, minutes * minute - elapsed));
      }),
    );
  });

  it.each([
    {expiresAt: null, serverTime},
    {expiresAt: serverTime, serverTime: null},
    {expiresAt: null, serverTime: null},
  ])('is unknown with %j', (times) => {
    expect(timeLeft(sessionWith(times), 0)).toBeNull();
  });
});

it('random keys are 32 hex digits, and no two are alike', () => {
  const keys = Array.from({length: 500}, randomKey);
  expect(keys.filter((key) => !/^[0-9a-f]{32}$/.test(key))).toEqual([]);
  expect(new Set(keys).size).toBe(500);
});
