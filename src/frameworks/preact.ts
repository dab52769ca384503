import type {ClassAttributes, HTMLAttributes} from 'preact';
import type {MonimeCheckoutElement} from '../widget/element/monime-checkout.ts';
import type {CheckoutAttributes, CheckoutListeners, CheckoutProperties} from '../widget/element/attributes.ts';

type Props = HTMLAttributes<MonimeCheckoutElement> &
  ClassAttributes<MonimeCheckoutElement> &
  CheckoutAttributes &
  CheckoutProperties &
  CheckoutListeners<'on'>;

/** `<monime-checkout>` in the JSX of Preact. */
declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'monime-checkout': Props;
    }
  }
}
