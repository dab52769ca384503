import type {HTMLAttributes} from 'svelte/elements';
import type {MonimeCheckoutElement} from '../widget/element/monime-checkout.ts';
import type {CheckoutAttributes, CheckoutListeners, CheckoutProperties} from '../widget/element/attributes.ts';

type SvelteElementProps = HTMLAttributes<MonimeCheckoutElement> &
  CheckoutAttributes &
  CheckoutProperties &
  CheckoutListeners<'on' | 'on:'>;

/** Types `<monime-checkout>` in Svelte components. */
declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'monime-checkout': SvelteElementProps;
  }
}
