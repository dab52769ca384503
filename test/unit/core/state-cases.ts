import {CheckoutError} from '../../../src/core/error.ts';
import {type Action, IDLE, isWatchOnly, type State} from '../../../src/core/state.ts';
import {sessionWith} from '../sessions.ts';

const open = sessionWith();
const processing = sessionWith({status: 'processing'});
const error = new CheckoutError('network', 'gone');
const HINT_AT = 100;

export const states = {
  idle: IDLE,
  loading: {phase: 'loading', session: null, resumed: false},
  'loading/anew': {phase: 'loading', session: open, resumed: false},
  'loading/resumed': {phase: 'loading', session: open, resumed: true},
  'loading/watch only': {phase: 'loading', session: null, resumed: true, watchOnly: true},
  'loading/anew/watch only': {phase: 'loading', session: open, resumed: false, watchOnly: true},
  ready: {phase: 'ready', session: open, note: null},
  'ready/closed': {phase: 'ready', session: open, note: 'closed'},
  'ready/elsewhere': {phase: 'ready', session: open, note: 'elsewhere'},
  'ready/changed': {phase: 'ready', session: open, note: 'changed'},
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
  'confirming/processing/watch only': {
    phase: 'confirming',
    session: processing,
    surface: null,
    hint: null,
    overdue: false,
    watchOnly: true,
  },
  'confirming/processing/overdue/watch only': {
    phase: 'confirming',
    session: open,
    surface: null,
    hint: null,
    overdue: true,
    watchOnly: true,
  },
  'settled/cancelled/watch only': {
    phase: 'settled',
    session: open,
    outcome: 'cancelled',
    surface: null,
    watchOnly: true,
  },
  'settled/completed/popup': {phase: 'settled', session: open, outcome: 'completed', surface: 'popup'},
  'settled/cancelled/popup': {phase: 'settled', session: open, outcome: 'cancelled', surface: 'popup'},
  'settled/expired': {phase: 'settled', session: open, outcome: 'expired', surface: null},
  failed: {phase: 'failed', session: null, error},
} satisfies Record<string, State>;

const at = HINT_AT + 1;
export const actions = {
  load: {type: 'load', session: null, resumed: false},
  'load to watch': {type: 'load', session: null, resumed: true, watchOnly: true},
  reset: {type: 'reset'},
  inline: {type: 'inline', session: open},
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
  changed: {type: 'changed', session: open},
  'elsewhere paying': {type: 'elsewhere', paying: true},
  'elsewhere shut': {type: 'elsewhere', paying: false},
  close: {type: 'close', at},
  overdue: {type: 'overdue'},
} satisfies Record<string, Action>;

/** The state in the words of the table. */
export function nameOf(state: State): string {
  const words: (string | null)[] = [state.phase];
  if (state.phase === 'loading' && state.session) words.push(state.resumed ? 'resumed' : 'anew');
  if (state.phase === 'settled') words.push(state.outcome);
  if ('surface' in state) words.push(state.surface);
  if (state.phase === 'presenting' && !state.session) words.push('late');
  if ('note' in state) words.push(state.note);
  if (state.phase === 'confirming') {
    words.push(state.hint?.kind ?? 'processing');
    words.push(state.hint && state.session.status === 'processing' ? 'seen' : null, state.overdue ? 'overdue' : null);
  }
  if (isWatchOnly(state)) words.push('watch only');
  return words.filter(Boolean).join('/');
}
