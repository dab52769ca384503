/** CSS pixels that an item takes at least. */
export const ROW = 72;
/** CSS pixels that the rest of a card takes while its order is loaded: title, total, button and what is between. */
export const REST = 276;
/** On screens that are no wider, in CSS pixels, lines break sooner: then an item and the rest take so much. */
export const NARROW = 520;
export const NARROW_ROW = 80;
export const NARROW_REST = 300;
/** Items that room is kept for where nobody says how many there are, and at most. */
export const ROWS = 3;
export const MOST_ROWS = 20;
