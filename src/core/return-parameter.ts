/** Query parameter of the landing page that carries the return reference, for the widget's `resume`. */
export const RETURN_PARAMETER = 'monime-checkout';
