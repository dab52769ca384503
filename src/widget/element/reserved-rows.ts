import {DEFAULT_ROWS, MAX_ROWS} from '../../core/reserved-height.ts';
import {sessionOf, type State} from '../../core/state.ts';

/** Returns the number of items in a session that the page contains as JSON; 0 if unknown. */
function itemsIn(json: unknown): number {
  const items: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, 'lineItems') : null;
  return Array.isArray(items) ? items.length : 0;
}

/** Decides for how many items the card reserves height, so that content below the element does not move. */
export class ReservedRows {
  /** Number of items of the skeleton. */
  rows = DEFAULT_ROWS;
  /** Number of items that the card reserves height for; 0 if it is just as tall as its content. */
  held = 0;
  /** Number of items that the page states; 0 if it states none. */
  #stated = 0;

  /**
   * @param items the number of items in the page's attribute; null if there is none
   * @param inlineSession the session in the page, as JSON
   */
  update(state: State, items: number | null, inlineSession: unknown): void {
    const session = sessionOf(state);
    if (state.phase === 'idle') {
      this.held = 0;
    } else if (session) {
      // An order that is shorter than the page states is just as tall as its content.
      this.held = Math.min(this.#stated, session.lineItems.length);
    } else if (state.phase === 'loading') {
      this.#stated = Math.min(MAX_ROWS, Math.max(0, items || itemsIn(inlineSession)));
      this.held = this.rows = this.#stated || DEFAULT_ROWS;
    }
  }

  /** Sets the number in the card, for its styles. */
  apply(root: HTMLElement | DocumentFragment): void {
    root.querySelector<HTMLElement>('.all')?.style.setProperty('--_rows', String(this.held));
  }
}
