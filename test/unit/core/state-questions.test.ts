import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
  type Action,
  canOpen,
  isMode,
  isRefreshing,
  isWatchOnly,
  reduce,
  sessionOf,
  type State,
  surfaceOf,
} from '../../../src/core/state.ts';
import {sessionWith} from '../sessions.ts';
import {actions, states} from './state-cases.ts';

const session = sessionWith();
const redirected: State = {phase: 'presenting', session, surface: 'redirect', note: null};
const named = (isTrue: (state: State) => boolean) =>
  Object.entries(states)
    .filter(([, state]) => isTrue(state))
    .map(([name]) => name);

describe('isMode', () => {
  it.each(['auto', 'modal', 'inline', 'popup', 'redirect', 'qr'])('takes %s', (mode) => {
    expect(isMode(mode)).toBe(true);
  });

  it.each(['', 'Modal', 'iframe', null])('leaves %j to the default', (text) => {
    expect(isMode(text)).toBe(false);
  });
});

describe('the hosted page', () => {
  it('can open in every state in which the customer is not paying, and the order can be paid', () => {
    expect(named(canOpen)).toEqual([
      'idle',
      'loading/anew',
      'ready',
      'ready/closed',
      'ready/elsewhere',
      'ready/changed',
      'confirming/closed',
      'confirming/processing/overdue',
      'settled/cancelled/popup',
      'settled/expired',
      'failed',
    ]);
  });

  it('can open again if the redirect did not happen, but not while its session is being created', () => {
    expect(canOpen(redirected)).toBe(true);
    expect(canOpen({...redirected, session: null})).toBe(false);
    expect(canOpen({...redirected, surface: 'modal'})).toBe(false);
  });
});

describe('an order that is loaded again', () => {
  it.each<[string, State, boolean]>([
    ['stays payable', {phase: 'loading', session, resumed: false}, true],
    [
      'is not payable if it was not',
      {phase: 'loading', session: sessionWith({hostedUrl: null}), resumed: false},
      false,
    ],
    ['is not payable if the customer was paying', {phase: 'loading', session, resumed: true}, false],
    ['is not payable if it is only watched', {phase: 'loading', session, resumed: false, watchOnly: true}, false],
    ['is not payable before it was read', {phase: 'loading', session: null, resumed: false}, false],
    ['is not there in another phase', {phase: 'ready', session, note: null}, false],
  ])('%s', (_, state, expected) => {
    expect(isRefreshing(state)).toBe(expected);
  });
});

it('every state but idle has its own session and surface', () => {
  for (const state of Object.values<State>(states)) {
    expect(sessionOf(state)).toBe('session' in state ? state.session : null);
    expect(surfaceOf(state)).toBe('surface' in state ? state.surface : null);
  }
  expect(sessionOf({phase: 'idle'})).toBeNull();
});

describe('a read', () => {
  const confirming: State = {
    phase: 'confirming',
    session,
    surface: null,
    hint: {kind: 'cancelled', at: 100},
    overdue: false,
  };

  it('answers a hint if it began with it or after it, and not if it began before', () => {
    expect(reduce(confirming, {type: 'read', session, at: 99}).phase).toBe('confirming');
    expect(reduce(confirming, {type: 'read', session, at: 100})).toEqual({phase: 'ready', session, note: 'cancelled'});
  });

  it('that is late keeps what the customer is told of the hint, with the newer session', () => {
    const newer = sessionWith({title: 'Renamed'});
    expect(reduce(confirming, {type: 'read', session: newer, at: 0})).toEqual({...confirming, session: newer});
  });
});

describe('whatever happens', () => {
  const steps = fc.array(fc.constantFrom<Action>(...Object.values(actions)), {maxLength: 15});

  it('a session that is only watched is never offered for payment, not even if loading it again fails', () => {
    const watched = Object.values<State>(states).filter(isWatchOnly);
    fc.assert(
      fc.property(fc.constantFrom(...watched), steps, (from, all) => {
        let last = from;
        for (const action of all) {
          if (action.type === 'load' || action.type === 'reset' || last.phase === 'failed') continue;
          last = reduce(last, action);
        }
        const isOffered = canOpen(last) && sessionOf(last) !== null;
        expect(isOffered || surfaceOf(last) !== null).toBe(false);
      }),
      {numRuns: 500, examples: [[states['loading/anew/watch only'], [actions.fail]]]},
    );
  });

  it('an order that is paid stays paid, unless another one is loaded', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const last = all
          .filter(({type}) => type !== 'load' && type !== 'reset')
          .reduce(reduce, states['settled/completed/popup']);
        expect(last).toMatchObject({phase: 'settled', outcome: 'completed'});
      }),
    );
  });
});
