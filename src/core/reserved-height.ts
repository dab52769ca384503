/** Minimum height of an item, in CSS pixels. */
export const ROW = 72;
/** Height of the loading card without its items (title, total, button and gaps), in CSS pixels. */
export const REST = 276;
/** Viewport width up to which the narrow heights apply, in CSS pixels. Text wraps onto more lines there. */
export const NARROW = 520;
/** As `ROW`, on narrow screens. */
export const NARROW_ROW = 80;
/** As `REST`, on narrow screens. */
export const NARROW_REST = 300;
/** Number of items to reserve height for if the page does not set one. */
export const ROWS = 3;
/** Upper bound for the number of items to reserve height for. */
export const MOST_ROWS = 20;
