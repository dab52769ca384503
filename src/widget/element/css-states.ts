import {type State, sessionOf} from '../../core/state.ts';

/** What a merchant's stylesheet can ask for with `:state(…)`: the phase, the outcome, and the test mode. */
function namesOf(state: State): string[] {
  return [
    state.phase,
    ...(state.phase === 'settled' ? [state.outcome] : []),
    ...(sessionOf(state)?.testMode ? ['test-mode'] : []),
  ];
}

/** Shows the state as CSS states. Chrome before 125 wants them with two dashes; Firefox before 126 has none. */
export function showStates({states}: {readonly states?: CustomStateSet}, state: State): void {
  const names = namesOf(state);
  if (!states || [...states].join() === names.join()) return;
  states.clear();
  for (const name of names) {
    try {
      states.add(name);
    } catch {
      states.add(`--${name}`);
    }
  }
}
