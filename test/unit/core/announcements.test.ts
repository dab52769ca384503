import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type Announcement, announcementsFor} from '../../../src/core/announcements.ts';
import {CheckoutError} from '../../../src/core/error.ts';
import {type Action, IDLE, reduce, type State, surfaceOf} from '../../../src/core/state.ts';
import {sessionWith} from '../sessions.ts';
import {actions, states} from './state-cases.ts';

const session = sessionWith();
const [processing, completed, cancelled, expired] = (['processing', 'completed', 'cancelled', 'expired'] as const).map(
  (status) => sessionWith({status}),
);
const error = new CheckoutError('create_failed', 'refused');

const load: Action = {type: 'load', session: null, resumed: false};
const open: Action = {type: 'open', surface: 'popup', session};
const create: Action = {type: 'open', surface: 'popup', session: null};
const close: Action = {type: 'close', at: 3};
const hint = (kind: 'returned' | 'cancelled'): Action => ({type: 'hint', kind, at: 2});
const read = (of = session): Action => ({type: 'read', session: of, at: 3});

/** Everything that is announced during the actions, in order. */
function announced(steps: readonly Action[], from: State = IDLE): Announcement[] {
  let state = from;
  return steps.flatMap((action) => {
    const previous = state;
    state = reduce(state, action);
    return announcementsFor(previous, state);
  });
}

const ready = {type: 'ready', session};
const cancel = {type: 'cancel', session, final: false};

describe('the page hears', () => {
  it.each<[string, Action[], unknown[]]>([
    [
      'of a payment, and of it once',
      [load, read(), open, hint('returned'), read(), read(completed), read(completed), close],
      [ready, {type: 'complete', session: completed, initial: false}, {type: 'close', session: completed}],
    ],
    [
      'that the order was paid before the page loaded',
      [load, read(completed)],
      [
        {type: 'ready', session: completed},
        {type: 'complete', session: completed, initial: true},
      ],
    ],
    [
      'of an order whose payment is being processed when the page loads',
      [load, read(processing)],
      [{type: 'ready', session: processing}],
    ],
    [
      'that the customer went back, and of it once',
      [load, read(), open, hint('cancelled'), read(), read(), close],
      [ready, cancel, {type: 'close', session}],
    ],
    [
      'that the customer came back from the cancel page in this tab',
      [load, read(), hint('cancelled'), read()],
      [ready, cancel],
    ],
    [
      'of no cancellation if the customer paid after it',
      [load, read(), open, hint('cancelled'), read(processing)],
      [ready],
    ],
    [
      'of no cancellation if the customer went on to the success page',
      [load, read(), open, hint('cancelled'), hint('returned'), read()],
      [ready],
    ],
    [
      'of no cancellation if the window was closed',
      [load, read(), open, close, read()],
      [ready, {type: 'close', session}],
    ],
    [
      'that the provider ended the session, and that it was paid all the same',
      [load, read(), read(cancelled), read(cancelled), read(completed)],
      [
        ready,
        {type: 'cancel', session: cancelled, final: true},
        {type: 'complete', session: completed, initial: false},
      ],
    ],
    [
      'that the session expired, once, and if the provider then cancels it',
      [load, read(), read(expired), read(expired), read(cancelled)],
      [ready, {type: 'expire', session: expired}, {type: 'cancel', session: cancelled, final: true}],
    ],
    ['of a session that could not be loaded', [load, {type: 'fail', error}], [{type: 'error', error}]],
    [
      'of a session that could not be created, before the window closes',
      [create, {type: 'fail', error}],
      [
        {type: 'error', error},
        {type: 'close', session: null},
      ],
    ],
    [
      'of the window that is closed because the order has changed',
      [create, {type: 'changed', session}],
      [{type: 'close', session}],
    ],
    [
      'of no cancellation if the customer opens the payment page again before it is confirmed',
      [load, read(), hint('cancelled'), open],
      [ready],
    ],
    [
      'of a cancellation once, though another surface takes over',
      [load, read(), open, hint('cancelled'), read(), {type: 'fallback', surface: 'redirect'}],
      [ready, cancel],
    ],
    ['nothing while a session is created on the click', [create, open, read()], []],
    ['of no order before it can be seen', [load, {type: 'overdue'}, load], []],
  ])('%s', (_, steps, expected) => {
    expect(announced(steps)).toEqual(expected);
  });

  it.each(Object.entries(states))('nothing as long as the state stays as it is: %s', (_, state) => {
    expect(announcementsFor(state, state)).toEqual([]);
  });
});

describe('whatever happens', () => {
  const steps = fc.array(fc.constantFrom<Action>(...Object.values(actions), open, create, load), {maxLength: 20});
  const start = fc.constantFrom<State>(...Object.values(states));

  it('the page hears of a payment only when the provider returned completed, and once until another load', () => {
    fc.assert(
      fc.property(start, steps, (from, all) => {
        let paid = from.phase === 'settled' && from.outcome === 'completed';
        let state: State = from;
        for (const action of all) {
          const next = reduce(state, action);
          const completes = announcementsFor(state, next).filter(({type}) => type === 'complete');
          const isProof = action.type === 'read' && action.session.status === 'completed' && state.phase !== 'idle';
          expect(completes).toHaveLength(isProof && !paid ? 1 : 0);
          if (action.type === 'load' || action.type === 'reset' || action.type === 'open') paid &&= next === state;
          else paid ||= isProof;
          state = next;
        }
      }),
      {numRuns: 2000},
    );
  });

  it('the page hears of each surface that closes, and of no other', () => {
    fc.assert(
      fc.property(start, steps, (from, all) => {
        const seen = [from];
        for (const action of all) seen.push(reduce(seen.at(-1) ?? from, action));
        const closings = seen.filter((state, index) => !surfaceOf(state) && surfaceOf(seen[index - 1] ?? IDLE));
        const closes = announced(all, from).filter(({type}) => type === 'close');
        expect(closes).toHaveLength(closings.length);
      }),
    );
  });
});
