import type {AllowedComponentProps, HTMLAttributes, VNodeProps} from 'vue';
import type {MonimeCheckoutEventMap} from '../widget/events.ts';
import type {MonimeCheckoutElement} from '../widget/element/monime-checkout.ts';
import type {CheckoutAttributes, CheckoutProperties} from '../widget/element/attributes.ts';

type Emit = <Type extends keyof MonimeCheckoutEventMap>(type: Type, event: MonimeCheckoutEventMap[Type]) => void;

/** Vue calls the listener of `@monime-complete` by this name. */
type ListenerName<Type extends string> = Type extends `${infer First}-${infer Second}`
  ? `on${Capitalize<First>}${Capitalize<Second>}`
  : never;

type Listeners = {
  [Type in keyof MonimeCheckoutEventMap as ListenerName<Type>]?: (event: MonimeCheckoutEventMap[Type]) => unknown;
};

type Props = HTMLAttributes & AllowedComponentProps & VNodeProps & CheckoutAttributes & CheckoutProperties & Listeners;

/** `<monime-checkout>` in Vue's templates; a template ref to it is the element. */
declare module 'vue' {
  interface GlobalComponents {
    'monime-checkout': new () => MonimeCheckoutElement & {$props: Props; $emit: Emit};
  }
}
