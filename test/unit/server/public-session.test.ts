import {assert, boolean, constantFrom, integer, option, property, record} from 'fast-check';
import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {toPublicSession} from '../../../src/server/sessions/public-session.ts';
import {sessionWith} from '../sessions.ts';

const NOW = Date.parse('2026-03-01T12:00:00.000Z');
const DAY_MS = 24 * 3_600_000;

beforeEach(() => void vi.useFakeTimers({toFake: ['Date'], now: NOW}));
afterEach(() => void vi.useRealTimers());

function publicSession(changes: Parameters<typeof sessionWith>[0], endedAt: number | null, age?: number | null) {
  return toPublicSession(
    {session: sessionWith(changes), endedAt, payments: [], successUrl: null, reference: null},
    age,
  );
}

it('a session shows its order until a day after its end, and then how it ended and no more', () => {
  const details = {
    title: 'A private order',
    description: 'Private',
    merchant: 'A private merchant',
    orderNumber: 'ORDER-PRIVATE',
    accent: '#112233',
    hostedUrl: 'https://checkout.monime.io/private',
    methods: ['private'],
  };
  const cases = record({
    status: constantFrom('open', 'processing', 'completed', 'cancelled', 'expired'),
    endedAgo: option(integer({min: 0, max: 2 * DAY_MS})),
    isAtTheEdge: boolean(),
  });
  assert(
    property(cases, ({status, endedAgo, isAtTheEdge}) => {
      const ago = isAtTheEdge && endedAgo !== null ? DAY_MS - (endedAgo % 2) : endedAgo;
      const session = publicSession({...details, status}, ago === null ? null : NOW - ago);
      const isOver = status !== 'open' && status !== 'processing';
      expect(session).toMatchObject({id: 'scs-1', status});
      if (isOver && ago !== null && ago >= DAY_MS) {
        expect(session).toMatchObject({lineItems: [], totals: [], methods: []});
        expect(JSON.stringify(session)).not.toMatch(/private|112233|Book|2550/i);
      } else {
        expect(session).toEqual({...sessionWith({...details, status}), serverTime: '2026-03-01T12:00:00.000Z'});
      }
    }),
  );
});

it('says when it was read only if that was before the request', () => {
  expect(publicSession({}, null)).not.toHaveProperty('readAt');
  expect(publicSession({}, null, null)).not.toHaveProperty('readAt');
  expect(publicSession({}, null, 61_000)).toMatchObject({
    readAt: '2026-03-01T11:58:59.000Z',
    serverTime: '2026-03-01T12:00:00.000Z',
  });
  expect(publicSession({}, null, 0)).toHaveProperty('readAt', '2026-03-01T12:00:00.000Z');
});
