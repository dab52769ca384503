/** Query parameter of the landing page with the return reference, for the widget's `resume`. Apart from the messages, because only this is in the first file. */
export const RETURN_PARAMETER = 'monime-checkout';
