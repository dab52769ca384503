/** CSS pixels that an item takes at least. */
export const ROW = 72;
/** CSS pixels that the rest of a card takes while its order is loaded: title, total, button and what is between. */
export const REST = 276;
/** Items that room is kept for where nobody says how many there are, and at most. */
export const ROWS = 3;
export const MOST_ROWS = 20;
