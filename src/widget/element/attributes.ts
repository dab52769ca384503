import type {MonimeCheckoutEventMap} from '../events.ts';
import type {MonimeCheckoutElement} from './monime-checkout.ts';

/** Each attribute and its property. */
interface PropertyOf {
  'session-id': 'sessionId';
  'client-key': 'clientKey';
  'public-key': 'publicKey';
  endpoint: 'endpoint';
  'api-url': 'apiUrl';
  'allowed-hosts': 'allowedHosts';
  mode: 'mode';
  theme: 'theme';
  resume: 'resume';
  preload: 'preload';
  items: 'items';
  'draft-languages': 'draftLanguages';
  disabled: 'disabled';
}

/** What has a property only. */
type WithoutAttribute = 'session' | 'createSession' | 'strings';

/** What stands in a template of any framework that hands a boolean over as a boolean. */
export type CheckoutAttributes = {
  [Attribute in keyof PropertyOf]?: MonimeCheckoutElement[PropertyOf[Attribute]];
};

/** What may be written on the element. */
export type CheckoutProperties = {
  [Property in PropertyOf[keyof PropertyOf] | WithoutAttribute]?: MonimeCheckoutElement[Property];
};

/** Listeners by the names of their events behind a prefix, such as `onmonime-complete`. */
export type CheckoutListeners<Prefix extends string> = {
  [Type in keyof MonimeCheckoutEventMap as `${Prefix}${Type}`]?: (event: MonimeCheckoutEventMap[Type]) => unknown;
};
