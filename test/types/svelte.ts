import type {SvelteHTMLElements} from 'svelte/elements';
import type {MonimeCompleteEvent} from '../../src/index.ts';

// What Svelte's compiler asks of a component's markup. Nothing here is run: the compiler is the test.

type Props = SvelteHTMLElements['monime-checkout'];

const paid = ({session}: MonimeCompleteEvent) => console.log(session.orderNumber);

export const props: Props = {
  class: 'wide',
  'session-id': 'scs-1',
  endpoint: '/checkout',
  mode: 'redirect',
  resume: true,
  createSession: async () => 'scs-1',
  'onmonime-complete': paid,
  'on:monime-change': ({phase}) => console.log(phase),
};

// What the compiler refuses.

export const refused: Props[] = [
  // @ts-expect-error: there is no such mode
  {mode: 'window'},
  // @ts-expect-error: an attribute that there is not
  {'secret-key': 'sk_test_1'},
  // @ts-expect-error: a boolean
  {disabled: 'yes'},
  // @ts-expect-error: another event's class
  {'onmonime-ready': paid},
];
