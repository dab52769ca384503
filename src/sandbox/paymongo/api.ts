import {type Context, Hono} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import {SlidingWindowLimiter} from '../rate-limit.ts';
import {readSession} from '../reads.ts';
import {IdempotencyCache} from '../idempotency.ts';
import type {PayMongoSession, SandboxSession} from '../session.ts';
import type {SandboxState} from '../state.ts';
import {type Caller, callerOf, requireSecretKey} from './access.ts';
import {createPayMongoSession} from './create.ts';
import {parseJson, payMongoErrorResponse, PayMongoError, resourceNotFound} from './error.ts';
import {payMongoPaymentsApi} from './payments-api.ts';
import {type PayMongoResource, payMongoResource} from './resource.ts';
import {payMongoWebhooksApi} from './webhooks-api.ts';

/** Creates PayMongo's API: checkout sessions, versions 1 and 2, their payment intents and payments, webhooks. */
export function payMongoApi(state: SandboxState): Hono {
  const {sessions} = state;
  const {publicKey} = state.keys.paymongo;
  const api = new Hono();

  const requirePayMongo = (session: SandboxSession | null): PayMongoSession => {
    if (session?.provider === 'paymongo') return session;
    throw resourceNotFound('checkout session');
  };

  const resource = (c: Context, session: PayMongoSession, caller: Caller) => {
    const {withheld, v2Intent} = state.switches.paymongo;
    const origin = state.originOf(c.req.raw);
    return payMongoResource(session, {
      origin,
      publicKey,
      withheld: caller === 'secret' ? 'nothing' : withheld,
      v2Intent,
    });
  };

  const limiter = new SlidingWindowLimiter(60_000);
  const created = new IdempotencyCache<PayMongoResource>(state.clock);

  const createOrReplay = async (c: Context, version: 1 | 2): Promise<PayMongoResource> => {
    const body = await c.req.text();
    const key = state.switches.paymongo.idempotency ? c.req.header('Idempotency-Key') : undefined;
    const fingerprint = `${version} ${body}`;
    // That other parameters are refused is documented; the status and code are not.
    const conflict = () =>
      new PayMongoError(400, [{code: 'parameter_invalid', detail: 'This Idempotency-Key belongs to another request.'}]);
    const earlier = key === undefined ? null : created.get(key, fingerprint, conflict);
    if (earlier) return earlier;
    const session = createPayMongoSession(parseJson(body), version, state.originOf(c.req.raw), state);
    const result = resource(c, session, 'secret');
    if (key !== undefined) created.set(key, fingerprint, result);
    return result;
  };

  api.onError(payMongoErrorResponse);
  api.use(
    bodyLimit({
      maxSize: 1_000_000,
      onError: (c) =>
        payMongoErrorResponse(
          new PayMongoError(400, [{code: 'parameter_invalid', detail: 'The body is too large.'}]),
          c,
        ),
    }),
  );

  api.use(async (c, next) => {
    const {cors, rateLimit} = state.switches.paymongo;
    if (c.req.method === 'OPTIONS' || limiter.take('all', rateLimit) === 0) return next();
    if (cors) c.header('Access-Control-Allow-Origin', '*');
    return c.text('Too Many Requests', 429);
  });

  for (const version of [1, 2] as const) {
    api.post(`/v${version}/checkout_sessions`, async (c) => {
      requireSecretKey(c, state);
      return c.json({data: await createOrReplay(c, version)});
    });
  }

  api.options('/v1/checkout_sessions/:id', (c) => {
    if (state.switches.paymongo.cors) {
      c.header('Access-Control-Allow-Origin', '*');
      c.header('Access-Control-Allow-Methods', 'GET');
      c.header('Access-Control-Allow-Headers', 'Authorization, Content-Type');
      c.header('Access-Control-Max-Age', '600');
    }
    return c.body(null, 204);
  });

  api.get('/v1/checkout_sessions/:id', (c) => {
    if (state.switches.paymongo.cors) c.header('Access-Control-Allow-Origin', '*');
    const caller = callerOf(c, state);
    // The secret key must not be used in a browser, so pages of other origins cannot read this response.
    if (caller === 'secret') c.header('Access-Control-Allow-Origin', undefined);
    const session = requirePayMongo(readSession(state, 'paymongo', c.req.param('id')));
    return c.json({data: resource(c, session, caller)});
  });

  api.post('/v1/checkout_sessions/:id/expire', (c) => {
    requireSecretKey(c, state);
    const session = requirePayMongo(sessions.get(c.req.param('id')));
    if (session.status === 'completed' || session.status === 'expired') {
      const detail = `The checkout session is ${session.status === 'completed' ? 'paid' : 'expired'} already.`;
      throw new PayMongoError(400, [{code: 'resource_processed_state', detail}]);
    }
    sessions.expire(session);
    const {paidAfterEnd} = state.switches.sandbox;
    if (paidAfterEnd !== null) sessions.payLater(session, paidAfterEnd);
    return c.json({data: resource(c, session, 'secret')});
  });

  api.route('/v1', payMongoPaymentsApi(state));
  api.route('/v1/webhooks', payMongoWebhooksApi(state));

  api.all('*', () => {
    throw new PayMongoError(404, [{code: 'resource_not_found', detail: 'No such endpoint.'}]);
  });

  return api;
}
