import {MonimeCheckoutElement} from './widget/element/monime-checkout.ts';

declare global {
  interface HTMLElementTagNameMap {
    'monime-checkout': MonimeCheckoutElement;
  }
}

// A page may carry the script twice, in two versions: the first one stays.
if (typeof customElements !== 'undefined' && !customElements.get('monime-checkout')) {
  customElements.define('monime-checkout', MonimeCheckoutElement);
}
