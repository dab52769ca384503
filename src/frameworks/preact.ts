import type {ClassAttributes, HTMLAttributes} from 'preact';
import type {MonimeCheckoutElement} from '../widget/element/monime-checkout.ts';
import type {CheckoutAttributes, CheckoutListeners, CheckoutProperties} from '../widget/element/attributes.ts';

type PreactElementProps = HTMLAttributes<MonimeCheckoutElement> &
  ClassAttributes<MonimeCheckoutElement> &
  CheckoutAttributes &
  CheckoutProperties &
  CheckoutListeners<'on'>;

/** Types `<monime-checkout>` in Preact's JSX. */
declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'monime-checkout': PreactElementProps;
    }
  }
}
