import type {DetailedHTMLProps, HTMLAttributes} from 'react';
import type {MonimeCheckoutElement} from '../widget/element/monime-checkout.ts';
import type {CheckoutAttributes, CheckoutListeners, CheckoutProperties} from '../widget/element/attributes.ts';

type ReactElementProps = DetailedHTMLProps<HTMLAttributes<MonimeCheckoutElement>, MonimeCheckoutElement> &
  CheckoutAttributes &
  CheckoutProperties &
  CheckoutListeners<'on'>;

/** Types `<monime-checkout>` in the JSX of React 19. */
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'monime-checkout': ReactElementProps;
    }
  }
}
