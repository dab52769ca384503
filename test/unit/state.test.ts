import {describe, expect, it} from 'vitest';
import {CheckoutError} from '../../src/core/error.ts';
import {type Action, IDLE, reduce, type State} from '../../src/core/state.ts';
import {sessionWith} from './sessions.ts';

const open = sessionWith();
const processing = sessionWith({status: 'processing'});
const error = new CheckoutError('network', 'gone');
const HINT_AT = 100;

const states = {
  idle: IDLE,
  loading: {phase: 'loading', session: null, resumed: false},
  ready: {phase: 'ready', session: open, note: null},
  'ready/closed': {phase: 'ready', session: open, note: 'closed'},
  'ready/elsewhere': {phase: 'ready', session: open, note: 'elsewhere'},
  'presenting/popup': {phase: 'presenting', session: open, surface: 'popup', note: null},
  'presenting/popup/cancelled': {phase: 'presenting', session: open, surface: 'popup', note: 'cancelled'},
  'presenting/popup/late': {phase: 'presenting', session: null, surface: 'popup', note: null},
  'confirming/popup/processing': {
    phase: 'confirming',
    session: processing,
    surface: 'popup',
    hint: null,
    overdue: false,
  },
  'confirming/popup/returned': {
    phase: 'confirming',
    session: open,
    surface: 'popup',
    hint: {kind: 'returned', at: HINT_AT},
    overdue: false,
  },
  'confirming/popup/returned/seen': {
    phase: 'confirming',
    session: processing,
    surface: 'popup',
    hint: {kind: 'returned', at: HINT_AT},
    overdue: false,
  },
  'confirming/popup/cancelled': {
    phase: 'confirming',
    session: open,
    surface: 'popup',
    hint: {kind: 'cancelled', at: HINT_AT},
    overdue: false,
  },
  'confirming/closed': {
    phase: 'confirming',
    session: open,
    surface: null,
    hint: {kind: 'closed', at: HINT_AT},
    overdue: false,
  },
  'confirming/processing/overdue': {phase: 'confirming', session: processing, surface: null, hint: null, overdue: true},
  'settled/completed/popup': {phase: 'settled', session: open, outcome: 'completed', surface: 'popup'},
  'settled/cancelled/popup': {phase: 'settled', session: open, outcome: 'cancelled', surface: 'popup'},
  'settled/expired': {phase: 'settled', session: open, outcome: 'expired', surface: null},
  failed: {phase: 'failed', session: null, error},
} satisfies Record<string, State>;

const at = HINT_AT + 1;
const actions = {
  load: {type: 'load', session: null, resumed: false},
  reset: {type: 'reset'},
  given: {type: 'given', session: open},
  'read open before the hint': {type: 'read', session: open, at: HINT_AT - 1},
  'read open': {type: 'read', session: open, at},
  'read processing': {type: 'read', session: processing, at},
  'read completed': {type: 'read', session: sessionWith({status: 'completed'}), at},
  'read cancelled': {type: 'read', session: sessionWith({status: 'cancelled'}), at},
  'read expired': {type: 'read', session: sessionWith({status: 'expired'}), at},
  fail: {type: 'fail', error},
  open: {type: 'open', surface: 'modal', session: open},
  fallback: {type: 'fallback', surface: 'redirect'},
  'hint returned': {type: 'hint', kind: 'returned', at},
  'hint cancelled': {type: 'hint', kind: 'cancelled', at},
  'elsewhere paying': {type: 'elsewhere', paying: true},
  'elsewhere shut': {type: 'elsewhere', paying: false},
  close: {type: 'close', at},
  overdue: {type: 'overdue'},
} satisfies Record<string, Action>;

/** The state in the words of the table. */
function nameOf(state: State): string {
  const words: (string | null)[] = [state.phase];
  if (state.phase === 'settled') words.push(state.outcome);
  if ('surface' in state) words.push(state.surface);
  if (state.phase === 'presenting' && !state.session) words.push('late');
  if ('note' in state) words.push(state.note);
  if (state.phase === 'confirming') {
    words.push(state.hint?.kind ?? 'processing');
    words.push(state.hint && state.session.status === 'processing' ? 'seen' : null, state.overdue ? 'overdue' : null);
  }
  return words.filter(Boolean).join('/');
}

/** What each action makes of a state; what is not listed leaves the very same state. */
const always = {load: 'loading', reset: 'idle'};
const settling = (surface: string) => ({
  'read completed': `settled/completed${surface}`,
  'read cancelled': `settled/cancelled${surface}`,
  'read expired': `settled/expired${surface}`,
});
const table: Record<keyof typeof states, Partial<Record<keyof typeof actions, string>>> = {
  idle: {load: 'loading', open: 'presenting/modal'},
  loading: {
    ...always,
    ...settling(''),
    given: 'ready',
    'read open before the hint': 'ready',
    'read open': 'ready',
    'read processing': 'confirming/processing',
    fail: 'failed',
  },
  ready: {
    ...always,
    ...settling(''),
    'read open before the hint': 'ready',
    'read open': 'ready',
    'read processing': 'confirming/processing',
    open: 'presenting/modal',
    'elsewhere paying': 'ready/elsewhere',
    'hint returned': 'confirming/returned',
    'hint cancelled': 'confirming/cancelled',
  },
  'ready/closed': {
    ...always,
    ...settling(''),
    'read open before the hint': 'ready/closed',
    'read open': 'ready/closed',
    'read processing': 'confirming/processing',
    open: 'presenting/modal',
    'elsewhere paying': 'ready/elsewhere',
    'hint returned': 'confirming/returned',
    'hint cancelled': 'confirming/cancelled',
  },
  'ready/elsewhere': {
    ...always,
    ...settling(''),
    'read open before the hint': 'ready/elsewhere',
    'read open': 'ready/elsewhere',
    'read processing': 'confirming/processing',
    open: 'presenting/modal',
    'elsewhere shut': 'ready/closed',
    'hint returned': 'confirming/returned',
    'hint cancelled': 'confirming/cancelled',
  },
  'presenting/popup': {
    ...always,
    ...settling('/popup'),
    'read open before the hint': 'presenting/popup',
    'read open': 'presenting/popup',
    'read processing': 'confirming/popup/processing',
    fallback: 'presenting/redirect',
    'hint returned': 'confirming/popup/returned',
    'hint cancelled': 'confirming/popup/cancelled',
    close: 'confirming/closed',
  },
  'presenting/popup/cancelled': {
    ...always,
    ...settling('/popup'),
    'read open before the hint': 'presenting/popup/cancelled',
    'read open': 'presenting/popup/cancelled',
    'read processing': 'confirming/popup/processing',
    fallback: 'presenting/redirect/cancelled',
    'hint returned': 'confirming/popup/returned',
    'hint cancelled': 'confirming/popup/cancelled',
    close: 'ready/cancelled',
  },
  'presenting/popup/late': {
    ...always,
    ...settling('/popup'),
    'read open before the hint': 'presenting/popup',
    'read open': 'presenting/popup',
    'read processing': 'confirming/popup/processing',
    fail: 'failed',
    fallback: 'presenting/redirect/late',
    close: 'idle',
  },
  'confirming/popup/processing': {
    ...always,
    ...settling('/popup'),
    'read open before the hint': 'presenting/popup',
    'read open': 'presenting/popup',
    'read processing': 'confirming/popup/processing',
    'hint returned': 'confirming/popup/returned/seen',
    'hint cancelled': 'confirming/popup/cancelled/seen',
    close: 'confirming/processing',
    overdue: 'confirming/popup/processing/overdue',
  },
  'confirming/popup/returned': {
    ...always,
    ...settling('/popup'),
    'read open before the hint': 'confirming/popup/returned',
    'read open': 'confirming/popup/returned',
    'read processing': 'confirming/popup/returned/seen',
    'hint cancelled': 'confirming/popup/cancelled',
    close: 'confirming/returned',
    overdue: 'confirming/popup/returned/overdue',
  },
  'confirming/popup/returned/seen': {
    ...always,
    ...settling('/popup'),
    'read open before the hint': 'confirming/popup/returned',
    'read open': 'presenting/popup',
    'read processing': 'confirming/popup/returned/seen',
    'hint cancelled': 'confirming/popup/cancelled/seen',
    close: 'confirming/returned/seen',
    overdue: 'confirming/popup/returned/seen/overdue',
  },
  'confirming/popup/cancelled': {
    ...always,
    ...settling('/popup'),
    'read open before the hint': 'confirming/popup/cancelled',
    'read open': 'presenting/popup/cancelled',
    'read processing': 'confirming/popup/cancelled/seen',
    'hint returned': 'confirming/popup/returned',
    close: 'confirming/cancelled',
    overdue: 'confirming/popup/cancelled/overdue',
  },
  'confirming/closed': {
    ...always,
    ...settling(''),
    'read open before the hint': 'confirming/closed',
    'read open': 'ready/closed',
    'read processing': 'confirming/closed/seen',
    open: 'presenting/modal',
    'hint returned': 'confirming/returned',
    'hint cancelled': 'confirming/cancelled',
    close: 'confirming/closed',
    overdue: 'confirming/closed/overdue',
  },
  'confirming/processing/overdue': {
    ...always,
    ...settling(''),
    'read open before the hint': 'ready/closed',
    'read open': 'ready/closed',
    'read processing': 'confirming/processing/overdue',
    open: 'presenting/modal',
    'hint returned': 'confirming/returned/seen/overdue',
    'hint cancelled': 'confirming/cancelled/seen/overdue',
    close: 'confirming/processing/overdue',
  },
  'settled/completed/popup': {...always, close: 'settled/completed'},
  'settled/cancelled/popup': {
    ...always,
    ...settling('/popup'),
    'read open before the hint': 'presenting/popup',
    'read open': 'presenting/popup',
    'read processing': 'confirming/popup/processing',
    open: 'presenting/modal',
    close: 'settled/cancelled',
  },
  'settled/expired': {
    ...always,
    ...settling(''),
    'read open before the hint': 'ready',
    'read open': 'ready',
    'read processing': 'confirming/processing',
    open: 'presenting/modal',
    close: 'settled/expired',
  },
  failed: {
    ...always,
    ...settling(''),
    'read open before the hint': 'ready',
    'read open': 'ready',
    'read processing': 'confirming/processing',
    open: 'presenting/modal',
  },
};

describe('reduce', () => {
  it.each(Object.entries(states))('%s is called what the table calls it', (name, state) => {
    expect(nameOf(state)).toBe(name);
  });

  for (const [from, row] of Object.entries(table)) {
    it.each(Object.entries(actions))(`${from}: %s`, (title, action) => {
      const state = states[from as keyof typeof states];
      const next = reduce(state, action);
      const expected = row[title as keyof typeof actions];
      if (expected === undefined) expect(next).toBe(state);
      else expect(nameOf(next)).toBe(expected);
    });
  }
});
