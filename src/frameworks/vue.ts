import type {AllowedComponentProps, HTMLAttributes, VNodeProps} from 'vue';
import type {MonimeCheckoutEventMap} from '../widget/events.ts';
import type {MonimeCheckoutElement} from '../widget/element/monime-checkout.ts';
import type {CheckoutAttributes, CheckoutProperties} from '../widget/element/attributes.ts';

type EmitCheckoutEvent = <Type extends keyof MonimeCheckoutEventMap>(
  type: Type,
  event: MonimeCheckoutEventMap[Type],
) => void;

/** Name of the prop that Vue compiles `@monime-complete` to: `onMonimeComplete`. */
type EventPropName<Type extends string> = Type extends `${infer First}-${infer Second}`
  ? `on${Capitalize<First>}${Capitalize<Second>}`
  : never;

type VueEventProps = {
  [Type in keyof MonimeCheckoutEventMap as EventPropName<Type>]?: (event: MonimeCheckoutEventMap[Type]) => unknown;
};

type VueElementProps = HTMLAttributes &
  AllowedComponentProps &
  VNodeProps &
  CheckoutAttributes &
  CheckoutProperties &
  VueEventProps;

/** Types `<monime-checkout>` in Vue templates. A template ref returns the element. */
declare module 'vue' {
  interface GlobalComponents {
    'monime-checkout': new () => MonimeCheckoutElement & {$props: VueElementProps; $emit: EmitCheckoutEvent};
  }
}
