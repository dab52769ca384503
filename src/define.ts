import {MonimeCheckoutElement} from './widget/element/monime-checkout.ts';

// Types the listeners of a program that imports this module alone.
export type {MonimeCheckoutEventMap} from './widget/events.ts';

declare global {
  interface HTMLElementTagNameMap {
    'monime-checkout': MonimeCheckoutElement;
  }
}

// The first definition wins if a page loads two copies of the script, because a name can be defined only once.
if (typeof customElements !== 'undefined' && !customElements.get('monime-checkout')) {
  customElements.define('monime-checkout', MonimeCheckoutElement);
}
