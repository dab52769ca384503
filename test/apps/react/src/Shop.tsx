import type {CreateSession} from 'monime-checkout';
import {MonimeCheckout} from 'monime-checkout/react';
import {useState} from 'react';

const purchase = crypto.randomUUID();

const createSession: CreateSession = ({key, renew}) =>
  fetch('/checkout/sessions', {
    method: 'POST',
    headers: {'Content-Type': 'application/json', 'Idempotency-Key': key},
    body: JSON.stringify({purchase, quantity: 2, renew}),
  });

export function Shop() {
  const [order, setOrder] = useState<string | null>(null);
  return (
    <main>
      <h1>Two exercise books</h1>
      <MonimeCheckout
        endpoint="/checkout"
        resume
        createSession={createSession}
        onComplete={({session}) => setOrder(session.orderNumber)}
      />
      {order && <p>Your books are on their way: {order}</p>}
    </main>
  );
}
