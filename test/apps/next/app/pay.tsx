'use client';

import {MonimeCheckout} from 'monime-checkout/react';
import {useState} from 'react';

/** Takes up the session that the customer comes back from. */
export function Pay() {
  const [order, setOrder] = useState<string | null>(null);
  return (
    <main>
      <MonimeCheckout endpoint="/checkout" resume onComplete={({session}) => setOrder(session.orderNumber)} />
      {order && <p>Your books are on their way: {order}</p>}
    </main>
  );
}
