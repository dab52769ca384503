/** @jsxImportSource preact */
import {createRef} from 'preact';
import type {MonimeCheckoutElement, MonimeCompleteEvent} from '../../src/index.ts';

// What a merchant writes in Preact. Nothing here is run: the compiler is the test.

const element = createRef<MonimeCheckoutElement>();
const paid = ({session}: MonimeCompleteEvent) => console.log(session.orderNumber);

export const tag = (
  <monime-checkout
    ref={element}
    class="wide"
    session-id="scs-1"
    endpoint="/checkout"
    mode="qr"
    resume
    createSession={async () => 'scs-1'}
    onClick={() => element.current?.open()}
    onmonime-complete={paid}
    onmonime-change={({phase}) => console.log(phase)}
  >
    <a href="https://checkout.monime.io/scs-1">Pay</a>
  </monime-checkout>
);

// What the compiler refuses.

export const refused = [
  // @ts-expect-error: there is no such mode
  <monime-checkout mode="window" />,
  // @ts-expect-error: Preact sets the property, and the text "false" is true
  <monime-checkout resume="false" />,
  // @ts-expect-error: an attribute that there is not
  <monime-checkout secretKey="sk_test_1" />,
  // @ts-expect-error: another event's class
  <monime-checkout onmonime-ready={paid} />,
];
