/**
 * Query parameter with the return reference on the landing page; the widget's `resume` reads it. In its own file,
 * because the first download needs it without the return messages.
 */
export const RETURN_PARAMETER = 'monime-checkout';
