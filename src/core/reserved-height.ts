/** Height of an item with one line of details, in CSS pixels. */
export const ITEM_HEIGHT_PX = 64;
/** Height of the loading card without its items (title, total, button, notes and gaps), in CSS pixels. */
export const REST_HEIGHT_PX = 272;
/** Number of items to reserve height for if the page does not set one: shifts little for any order of up to six items. */
export const DEFAULT_ROWS = 2;
/** Upper bound for the number of items to reserve height for. A longer list is collapsed to about the same height. */
export const MAX_ROWS = 6;
