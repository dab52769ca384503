import {Hono} from 'hono';
import {listSessions} from '../reads.ts';
import type {SandboxState} from '../state.ts';
import {requireSecretKey} from './access.ts';
import {resourceNotFound} from './error.ts';
import {finishedPaymentsOf, intentsOf} from './payment.ts';
import {checkoutUrlOf} from './resource.ts';

/** Creates the routes that read the payment intents and payments of checkout sessions, with the secret key. */
export function payMongoPaymentsApi(state: SandboxState): Hono {
  const api = new Hono();
  const payMongoSessions = () => listSessions(state).filter((session) => session.provider === 'paymongo');

  api.get('/payment_intents/:id', (c) => {
    requireSecretKey(c, state);
    const id = c.req.param('id');
    const {publicKey} = state.keys.paymongo;
    const intents = payMongoSessions().flatMap((session) =>
      intentsOf(session, checkoutUrlOf(session, state.originOf(c.req.raw), publicKey)),
    );
    const intent = intents.find((known) => known.id === id);
    if (!intent) throw resourceNotFound('payment intent');
    return c.json({data: intent});
  });

  api.get('/payments/:id', (c) => {
    requireSecretKey(c, state);
    const id = c.req.param('id');
    const payment = payMongoSessions()
      .flatMap(finishedPaymentsOf)
      .find((known) => known.id === id);
    if (!payment) throw resourceNotFound('payment');
    return c.json({data: payment});
  });

  return api;
}
