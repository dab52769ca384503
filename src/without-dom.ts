import {CheckoutError} from './core/error.ts';

export {CheckoutError};
export * from './widget/events.ts';

/** Stands for the element where there is no DOM, as in workerd: what is shared with browsers can be imported there. */
export function MonimeCheckoutElement(): never {
  throw new CheckoutError('invalid_configuration', 'There are no elements here: this runtime has no DOM.');
}
