import {type Context, Hono} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import type {MonimeSession} from '../session.ts';
import type {SandboxState} from '../state.ts';
import {access} from './access.ts';
import {createMonimeSession} from './create.ts';
import {answerError, MonimeError} from './error.ts';
import {diagnostics, type MonimeEnv, VERSIONS} from './headers.ts';
import {answerPage} from './page.ts';
import {monimePayments} from './payment.ts';
import {type MonimeResource, monimeResource} from './resource.ts';

/** What was answered to an idempotency key. */
interface Answered {
  checksum: string;
  result: MonimeResource;
}

/** Monime's checkout sessions and their payments, as its API reference of release caph.2025-08-23 has them. */
export function monimeApi(state: SandboxState): Hono<MonimeEnv> {
  const {sessions} = state;
  const {token, spaceId} = state.keys.monime;
  const answered = new Map<string, Answered>();
  const api = new Hono<MonimeEnv>();

  const resource = (c: Context, session: MonimeSession) =>
    monimeResource(session, {origin: state.originOf(c.req.raw), spaceId});

  const answer = (c: Context, result: object) =>
    c.json({success: true, messages: [], result: state.switches.monime.nestedResult ? {result} : result});

  const all = () => sessions.list().filter((session) => session.provider === 'monime');

  const find = (id: string): MonimeSession => {
    const session = sessions.get(id);
    if (session?.provider !== 'monime') throw new MonimeError(404, 'not_found', 'There is no such checkout session');
    return session;
  };

  /** The sandbox's token is one for tests. */
  const demandTestMode = () => {
    if (state.switches.monime.testToken === 'accepted') return;
    throw new MonimeError(403, 'forbidden', 'This endpoint is not supported in test mode');
  };

  api.onError(answerError);
  api.use(
    bodyLimit({
      maxSize: 1_000_000,
      onError: (c) => answerError(new MonimeError(400, 'bad_request', 'The body is too large'), c),
    }),
  );
  api.use(diagnostics(state));

  api.get('/', (c) => {
    const authenticated = c.req.header('Authorization') === `Bearer ${token}`;
    return answer(c, {environment: 'test', authenticated, apiVersion: VERSIONS[0]});
  });

  api.use(access(state));

  api.post('/v1/checkout-sessions', async (c) => {
    demandTestMode();
    const key = c.req.header('Idempotency-Key') ?? '';
    if (key === '' || key.length > 64) {
      throw new MonimeError(400, 'validation_failed', 'Idempotency-Key is required: up to 64 characters');
    }
    if (!c.req.header('Content-Type')?.startsWith('application/json')) {
      throw new MonimeError(400, 'bad_request', 'Content-Type must be application/json');
    }
    const body = await c.req.text();
    const checksum = c.get('checksum');
    const earlier = answered.get(key);
    if (earlier && earlier.checksum !== checksum) {
      throw new MonimeError(409, 'idempotency_key_in_use', 'This Idempotency-Key belongs to a request that differs');
    }
    if (earlier) c.header('Monime-Cache', 'irc');
    const asked = {origin: state.originOf(c.req.raw), version: c.get('version')};
    const result = earlier?.result ?? resource(c, createMonimeSession(body, asked, state));
    answered.set(key, {checksum, result});
    return answer(c, result);
  });

  api.get('/v1/checkout-sessions', (c) =>
    answerPage(
      c,
      all().map((session) => resource(c, session)),
    ),
  );

  api.get('/v1/checkout-sessions/:id', (c) => {
    demandTestMode();
    const session = find(c.req.param('id'));
    session.reads += 1;
    return answer(c, resource(c, session));
  });

  api.delete('/v1/checkout-sessions/:id', (c) => {
    const session = find(c.req.param('id'));
    if (session.status !== 'open' || session.attempts.length > 0) {
      throw new MonimeError(409, 'conflict', 'The customer has initiated this checkout session');
    }
    sessions.delete(session);
    return c.json({success: true, messages: []});
  });

  api.get('/v1/payments', (c) => {
    const asked = c.req.query();
    const payments = all().flatMap((session) => monimePayments(session, spaceId));
    const filters = ['orderNumber', 'financialAccountId', 'financialTransactionReference'] as const;
    const wanted = filters.filter((filter) => asked[filter] !== undefined);
    return answerPage(
      c,
      payments.filter((payment) => wanted.every((filter) => payment[filter] === asked[filter])),
    );
  });

  api.get('/v1/payments/:id', (c) => {
    const id = c.req.param('id');
    const payment = all()
      .flatMap((session) => monimePayments(session, spaceId))
      .find((known) => known.id === id);
    if (!payment) throw new MonimeError(404, 'not_found', 'There is no such payment');
    return answer(c, payment);
  });

  api.all('*', () => {
    throw new MonimeError(404, 'not_found', 'There is no such endpoint');
  });

  return api;
}
