import type {HTMLAttributes} from 'svelte/elements';
import type {MonimeCheckoutElement} from '../monime-checkout.ts';
import type {CheckoutAttributes, CheckoutListeners, CheckoutProperties} from '../markup.ts';

type Props = HTMLAttributes<MonimeCheckoutElement> &
  CheckoutAttributes &
  CheckoutProperties &
  CheckoutListeners<'on' | 'on:'>;

/** `<monime-checkout>` in Svelte components. */
declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'monime-checkout': Props;
  }
}
