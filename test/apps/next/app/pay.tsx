'use client';

import type {CheckoutSession} from 'monime-checkout';
import {MonimeCheckout} from 'monime-checkout/react';
import {useState} from 'react';

/** Without a session it takes up the one that the customer comes back from. */
export function Pay({session}: {session?: CheckoutSession}) {
  const [order, setOrder] = useState<string | null>(null);
  return (
    <main>
      <MonimeCheckout
        endpoint="/checkout"
        resume={!session}
        session={session}
        onComplete={({session}) => setOrder(session.orderNumber)}
      />
      {order && <p>Your books are on their way: {order}</p>}
    </main>
  );
}
