import {CheckoutError} from './core/error.ts';

export {CheckoutError};
export * from './widget/events.ts';

/**
 * Replaces the element in runtimes without a DOM, such as workerd, so that code shared with browsers can import it.
 * @throws {CheckoutError} `invalid_configuration`, always
 */
export function MonimeCheckoutElement(): never {
  throw new CheckoutError('invalid_configuration', 'This runtime has no DOM. Create the element in a browser.');
}
