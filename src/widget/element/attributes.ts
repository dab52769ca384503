import type {MonimeCheckoutEventMap} from '../events.ts';
import type {MonimeCheckoutElement} from './monime-checkout.ts';

/** Maps each attribute to its property. */
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
  'allow-earlier-amount': 'allowEarlierAmount';
}

/** Properties without an attribute. */
type WithoutAttribute = 'session' | 'createSession' | 'strings';

/** The attributes in the templates of frameworks that pass booleans as booleans. `null` and `undefined` mean not set. */
export type CheckoutAttributes = {
  [Attribute in keyof PropertyOf]?: MonimeCheckoutElement[PropertyOf[Attribute]] | null | undefined;
};

/** The writable properties of the element. */
export type CheckoutProperties = {
  [Property in PropertyOf[keyof PropertyOf] | WithoutAttribute]?: MonimeCheckoutElement[Property];
};

/** Event listeners, named after their events with a prefix, for example `onmonime-complete`. */
export type CheckoutListeners<Prefix extends string> = {
  [Type in keyof MonimeCheckoutEventMap as `${Prefix}${Type}`]?: (event: MonimeCheckoutEventMap[Type]) => unknown;
};
