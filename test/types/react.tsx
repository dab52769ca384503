/** @jsxImportSource react */
import {createRef} from 'react';
import type {MonimeCheckoutElement, MonimeCompleteEvent} from '../../src/index.ts';
import {MonimeCheckout} from '../../src/react.ts';

// What a merchant writes in React. Nothing here is run: the compiler is the test.

const element = createRef<MonimeCheckoutElement>();
const createSession = async ({key}: {key: string}) => `scs-${key}`;
const paid = ({session, initial}: MonimeCompleteEvent) => console.log(session.orderNumber, initial);

export const tag = (
  <monime-checkout
    ref={element}
    id="checkout"
    className="wide"
    lang="fr"
    session-id="scs-1"
    client-key={null}
    public-key="pk_test_1"
    endpoint="/checkout"
    api-url="http://localhost:4010"
    allowed-hosts="pay.example"
    mode="popup"
    theme="dark"
    preload="intent"
    resume
    disabled={false}
    session={{id: 'scs-1'}}
    createSession={createSession}
    onClick={() => element.current?.open()}
    onmonime-ready={({session}) => console.log(session.lineItems.length)}
    onmonime-complete={paid}
    onmonime-error={({error}) => console.log(error.code, error.retryable)}
  >
    <a href="https://checkout.monime.io/scs-1">Pay</a>
  </monime-checkout>
);

export const component = (
  <MonimeCheckout
    ref={element}
    className="wide"
    sessionId="scs-1"
    endpoint="/checkout"
    mode="modal"
    disabled
    session={null}
    createSession={createSession}
    onReady={({session}) => console.log(session.title)}
    onOpen={(event) => event.preventDefault()}
    onFallback={({from, to, reason}) => console.log(from, to, reason)}
    onComplete={paid}
    onCancel={({final}) => console.log(final)}
    onExpire={({session}) => console.log(session.expiresAt)}
    onBeforeClose={(event) => event.preventDefault()}
    onClose={({session}) => console.log(session?.id)}
    onPhaseChange={({phase, previous}) => console.log(phase, previous)}
    onError={({error}) => console.log(error.code)}
  >
    <a href="https://checkout.monime.io/scs-1">Pay</a>
  </MonimeCheckout>
);

// What the compiler refuses.

export const refused = [
  // @ts-expect-error: there is no such mode
  <monime-checkout mode="window" />,
  // @ts-expect-error: the attribute has a hyphen, the property a capital
  <monime-checkout sessionid="scs-1" />,
  // @ts-expect-error: React 19 sets the property, and the text "false" is true
  <monime-checkout disabled="false" />,
  // @ts-expect-error: an id is text
  <monime-checkout session-id={1} />,
  // @ts-expect-error: another event's class
  <monime-checkout onmonime-ready={paid} />,
  // @ts-expect-error: read-only
  <monime-checkout phase="ready" />,
  // @ts-expect-error: a session's id is text, and a promise
  <monime-checkout createSession={() => 1} />,
  // @ts-expect-error: a component has properties, not attributes
  <MonimeCheckout sessionid="scs-1" />,
  // @ts-expect-error: read-only
  <MonimeCheckout phase="ready" />,
  // @ts-expect-error: a method is no prop
  <MonimeCheckout open={() => undefined} />,
  // @ts-expect-error: there is no such mode
  <MonimeCheckout mode="window" />,
  // @ts-expect-error: another event's class
  <MonimeCheckout onReady={paid} />,
  // @ts-expect-error: a listener, not its name
  <MonimeCheckout onComplete="paid" />,
];
