import type {GlobalComponents} from 'vue';
import type {MonimeCheckoutElement, MonimeCompleteEvent} from '../../src/index.ts';

// What Vue's compiler asks of a template. Nothing here is run: the compiler is the test.

type Instance = InstanceType<GlobalComponents['monime-checkout']>;
type Props = Instance['$props'];

const paid = ({session}: MonimeCompleteEvent) => console.log(session.orderNumber);

export const props: Props = {
  class: 'wide',
  id: 'checkout',
  'session-id': 'scs-1',
  endpoint: '/checkout',
  mode: 'inline',
  disabled: true,
  session: {id: 'scs-1'},
  createSession: async () => 'scs-1',
  onMonimeComplete: paid,
  onMonimeBeforeclose: (event) => event.preventDefault(),
};

export function use(reference: Instance, event: MonimeCompleteEvent): MonimeCheckoutElement {
  reference.open();
  reference.$emit('monime-complete', event);
  // @ts-expect-error: another event's class
  reference.$emit('monime-change', event);
  return reference;
}

// What the compiler refuses.

export const refused: Props[] = [
  // @ts-expect-error: there is no such mode
  {mode: 'window'},
  // @ts-expect-error: an attribute that there is not
  {'secret-key': 'sk_test_1'},
  // @ts-expect-error: a boolean
  {disabled: 'yes'},
  // @ts-expect-error: another event's class
  {onMonimeReady: paid},
];
