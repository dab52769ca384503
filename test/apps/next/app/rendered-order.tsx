'use client';

import {useEffect, useState} from 'react';

/** The order as the server has rendered it. The element takes over once its script is there. */
export function RenderedOrder({html}: {html: string}) {
  const [order, setOrder] = useState<string | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    const {signal} = controller;
    document.addEventListener('monime-complete', ({session}) => setOrder(session.orderNumber), {signal});
    void import('monime-checkout/define');
    return () => controller.abort();
  }, []);
  return (
    <main>
      <div suppressHydrationWarning dangerouslySetInnerHTML={{__html: html}} />
      {order && <p>Your books are on their way: {order}</p>}
    </main>
  );
}
