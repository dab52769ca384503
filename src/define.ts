import {MonimeCheckoutElement} from './widget/element/monime-checkout.ts';

declare global {
  interface HTMLElementTagNameMap {
    'monime-checkout': MonimeCheckoutElement;
  }
}

// The first definition wins if a page loads two copies of the script, because a name can be defined only once.
if (typeof customElements !== 'undefined' && !customElements.get('monime-checkout')) {
  customElements.define('monime-checkout', MonimeCheckoutElement);
}
