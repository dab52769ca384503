import {type Context, Hono} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import {listSessions, readSession} from '../reads.ts';
import {IdempotencyCache} from '../idempotency.ts';
import {acceptsKey} from '../keys.ts';
import type {MonimeSession, SandboxSession} from '../session.ts';
import type {SandboxState} from '../state.ts';
import {accessControl, bearerToken} from './access.ts';
import {createMonimeSession} from './create.ts';
import {createOnce} from './create-once.ts';
import {monimeErrorResponse, MonimeError} from './error.ts';
import {diagnosticHeaders, type MonimeEnv, VERSIONS} from './headers.ts';
import {pageResponse} from './page.ts';
import {monimePayments} from './payment.ts';
import {type MonimeResource, monimeResource} from './resource.ts';
import {monimeWebhooksApi} from './webhooks-api.ts';

/** Creates Monime's API: checkout sessions, payments and webhooks of release caph.2025-08-23. */
export function monimeApi(state: SandboxState): Hono<MonimeEnv> {
  const {sessions} = state;
  const {spaceId} = state.keys.monime;
  const created = new IdempotencyCache<MonimeResource>(state.clock);
  const api = new Hono<MonimeEnv>();

  const resource = (c: Context, session: MonimeSession) =>
    monimeResource(session, {origin: state.originOf(c.req.raw), spaceId});

  const respond = (c: Context, result: object) =>
    c.json({success: true, messages: [], result: state.switches.monime.nestedResult ? {result} : result});

  const monimeSessions = () => listSessions(state).filter((session) => session.provider === 'monime');

  const requireMonime = (session: SandboxSession | null): MonimeSession => {
    if (session?.provider !== 'monime') throw new MonimeError(404, 'not_found', 'There is no such checkout session');
    return session;
  };

  /** Refuses the request if the switch `testToken` does, because the sandbox's token is a test token. */
  const requireTestMode = () => {
    if (state.switches.monime.testToken === 'accepted') return;
    throw new MonimeError(403, 'forbidden', 'This endpoint is not supported in test mode');
  };

  api.onError(monimeErrorResponse);
  api.use(
    bodyLimit({
      maxSize: 1_000_000,
      onError: (c) => monimeErrorResponse(new MonimeError(400, 'bad_request', 'The body is too large'), c),
    }),
  );
  api.use(diagnosticHeaders(state));

  // The root has no envelope: https://docs.monime.io/developer-resources/api-basics/authentication
  api.get('/', (c) => {
    const isAuthenticated = acceptsKey('token', bearerToken(c.req.header('Authorization')), state);
    return c.json({
      platform: 'Monime (sandbox)',
      tagline: 'No money moves',
      status: {environment: isAuthenticated ? 'test' : null, isAuthenticated},
      apiVersion: isAuthenticated ? {id: VERSIONS[0]} : null,
      requestOrigin: {country: 'SL', ipAddress: '127.0.0.1'},
    });
  });

  api.use(accessControl(state));

  api.post('/v1/checkout-sessions', async (c) => {
    requireTestMode();
    const {result, isReplay} = await createOnce(c, created, (body) => {
      const requestInfo = {origin: state.originOf(c.req.raw), version: c.get('version')};
      return resource(c, createMonimeSession(body, requestInfo, state));
    });
    const session = isReplay && state.switches.monime.replay === 'current' ? sessions.get(result.id) : null;
    return respond(c, session ? resource(c, requireMonime(session)) : result);
  });

  api.get('/v1/checkout-sessions', (c) =>
    pageResponse(
      c,
      monimeSessions().map((session) => resource(c, session)),
    ),
  );

  api.get('/v1/checkout-sessions/:id', (c) => {
    requireTestMode();
    return respond(c, resource(c, requireMonime(readSession(state, 'monime', c.req.param('id')))));
  });

  api.delete('/v1/checkout-sessions/:id', (c) => {
    const session = requireMonime(sessions.get(c.req.param('id')));
    if (session.status !== 'open' || session.attempts.length > 0) {
      throw new MonimeError(409, 'conflict', 'The customer has initiated this checkout session');
    }
    sessions.delete(session);
    const {paidAfterEnd} = state.switches.sandbox;
    if (paidAfterEnd !== null) sessions.payLater(session, paidAfterEnd);
    return c.json({success: true, messages: []});
  });

  api.get('/v1/payments', (c) => {
    const query = c.req.query();
    const payments = monimeSessions().flatMap((session) => monimePayments(session, spaceId));
    const filters = ['orderNumber', 'financialAccountId', 'financialTransactionReference'] as const;
    const usedFilters = filters.filter((filter) => query[filter] !== undefined);
    return pageResponse(
      c,
      payments.filter((payment) => usedFilters.every((filter) => payment[filter] === query[filter])),
    );
  });

  api.get('/v1/payments/:id', (c) => {
    const id = c.req.param('id');
    const payment = monimeSessions()
      .flatMap((session) => monimePayments(session, spaceId))
      .find((known) => known.id === id);
    if (!payment) throw new MonimeError(404, 'not_found', 'There is no such payment');
    return respond(c, payment);
  });

  api.route('/v1/webhooks', monimeWebhooksApi(state, respond));

  api.all('*', () => {
    throw new MonimeError(404, 'not_found', 'There is no such endpoint');
  });

  return api;
}
