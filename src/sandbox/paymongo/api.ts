import {type Context, Hono} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import {auth} from 'hono/utils/basic-auth';
import {SlidingWindowLimiter} from '../rate-limit.ts';
import type {PayMongoSession} from '../session.ts';
import type {SandboxState} from '../state.ts';
import {createPayMongoSession} from './create.ts';
import {payMongoErrorResponse, PayMongoError} from './error.ts';
import {payMongoResource} from './resource.ts';

type Caller = 'secret' | 'public';

async function readJson(c: Context): Promise<unknown> {
  try {
    return await c.req.json();
  } catch {
    throw new PayMongoError(400, [{code: 'parameter_format_invalid', detail: 'The body is not JSON.'}]);
  }
}

/** Creates PayMongo's API of checkout sessions, versions 1 and 2. */
export function payMongoApi(state: SandboxState): Hono {
  const {sessions} = state;
  const {secretKey, publicKey} = state.keys.paymongo;
  const api = new Hono();

  const callerOf = (c: Context): Caller => {
    const credentials = auth(c.req.raw);
    if (!credentials) throw new PayMongoError(401, [{code: 'api_key_required', detail: 'An API key is required.'}]);
    const {username, password} = credentials;
    if (password === '' && username === secretKey) return 'secret';
    if (password === '' && username === publicKey) return 'public';
    throw new PayMongoError(401, [{code: 'api_key_invalid', detail: 'The API key is not valid.'}]);
  };

  const requireSecretKey = (c: Context) => {
    if (callerOf(c) === 'secret') return;
    throw new PayMongoError(403, [{code: 'secret_key_required', detail: 'Only the secret key may do this.'}]);
  };

  const findSession = (id: string): PayMongoSession => {
    const session = sessions.get(id);
    if (session?.provider === 'paymongo') return session;
    const source = {pointer: 'id', attribute: 'id'};
    throw new PayMongoError(404, [{code: 'resource_not_found', detail: 'No such checkout session.', source}]);
  };

  const respond = (c: Context, session: PayMongoSession, caller: Caller) => {
    const origin = state.originOf(c.req.raw);
    const withheld = caller === 'secret' ? 'nothing' : state.switches.paymongo.withheld;
    return c.json({data: payMongoResource(session, {origin, publicKey, withheld})});
  };

  const limiter = new SlidingWindowLimiter(60_000);
  const byIdempotencyKey = new Map<string, PayMongoSession>();

  const createOrReplay = async (c: Context, version: 1 | 2): Promise<PayMongoSession> => {
    const key = state.switches.paymongo.idempotency ? c.req.header('Idempotency-Key') : undefined;
    const earlier = key === undefined ? undefined : byIdempotencyKey.get(key);
    if (earlier) return earlier;
    const session = createPayMongoSession(await readJson(c), version, state.originOf(c.req.raw), state);
    if (key !== undefined) byIdempotencyKey.set(key, session);
    return session;
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
      requireSecretKey(c);
      return respond(c, await createOrReplay(c, version), 'secret');
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
    const caller = callerOf(c);
    // The secret key must not be used in a browser, so pages of other origins cannot read this response.
    if (caller === 'secret') c.header('Access-Control-Allow-Origin', undefined);
    const session = findSession(c.req.param('id'));
    session.reads += 1;
    return respond(c, session, caller);
  });

  api.post('/v1/checkout_sessions/:id/expire', (c) => {
    requireSecretKey(c);
    const session = findSession(c.req.param('id'));
    if (session.status === 'completed' || session.status === 'expired') {
      const detail = `The checkout session is ${session.status === 'completed' ? 'paid' : 'expired'} already.`;
      throw new PayMongoError(400, [{code: 'resource_processed_state', detail}]);
    }
    sessions.expire(session);
    return respond(c, session, 'secret');
  });

  api.all('*', () => {
    throw new PayMongoError(404, [{code: 'resource_not_found', detail: 'No such endpoint.'}]);
  });

  return api;
}
