/** Minimum height of an item, in CSS pixels. */
export const ITEM_HEIGHT_PX = 72;
/** Height of the loading card without its items (title, total, button and gaps), in CSS pixels. */
export const REST_HEIGHT_PX = 276;
/** Viewport width up to which the narrow heights apply, in CSS pixels. Text wraps onto more lines there. */
export const NARROW_MAX_WIDTH_PX = 520;
/** As `ITEM_HEIGHT_PX`, on narrow screens. */
export const NARROW_ITEM_HEIGHT_PX = 80;
/** As `REST_HEIGHT_PX`, on narrow screens. */
export const NARROW_REST_HEIGHT_PX = 300;
/** Number of items to reserve height for if the page does not set one. */
export const DEFAULT_ROWS = 3;
/** Upper bound for the number of items to reserve height for. */
export const MAX_ROWS = 20;
