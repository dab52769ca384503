import {type State, sessionOf} from '../../core/state.ts';

/** Returns the names for `:state(…)`: the phase, the outcome if settled, and `test-mode`. */
function stateNames(state: State): string[] {
  return [
    state.phase,
    ...(state.phase === 'settled' ? [state.outcome] : []),
    ...(sessionOf(state)?.testMode ? ['test-mode'] : []),
  ];
}

/**
 * Exposes the state as CSS custom states. Chrome before 125 accepts only names with two dashes; Firefox before 126 has
 * no custom states; nor have jsdom and happy-dom.
 * @see https://developer.mozilla.org/docs/Web/API/CustomStateSet
 */
export function updateCssStates(states: CustomStateSet | undefined, state: State): void {
  const names = stateNames(state);
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
