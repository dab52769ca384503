import {type Context, Hono} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import * as z from 'zod/mini';
import {check} from '../schema.ts';
import type {MonimeSession} from '../session.ts';
import type {SandboxState} from '../state.ts';
import {createMonimeSession} from './create.ts';
import {answerError, MonimeError, validationError} from './error.ts';
import {diagnostics, type MonimeEnv} from './headers.ts';
import {type MonimeResource, monimeResource} from './resource.ts';

const Page = z.object({
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(50)), 10),
  after: z.optional(z.string().check(z.maxLength(2000))),
});

const VERSIONS = ['caph.2025-08-23', 'caph.2025-06-20'];

/** What was answered to an idempotency key. */
interface Answered {
  checksum: string;
  result: MonimeResource;
}

/** Monime's checkout sessions, as its API reference of release caph.2025-08-23 has them. */
export function monimeApi(state: SandboxState): Hono<MonimeEnv> {
  const {sessions} = state;
  const {token, spaceId} = state.keys.monime;
  const answered = new Map<string, Answered>();
  const api = new Hono<MonimeEnv>();

  const resource = (c: Context, session: MonimeSession) =>
    monimeResource(session, {origin: state.originOf(c.req.raw), spaceId});

  const answer = (c: Context, result: MonimeResource) =>
    c.json({success: true, messages: [], result: state.switches.monime.nestedResult ? {result} : result});

  const find = (id: string): MonimeSession => {
    const session = sessions.get(id);
    if (session?.provider !== 'monime') throw new MonimeError(404, 'not_found', 'There is no such checkout session');
    return session;
  };

  api.onError(answerError);
  api.use(
    bodyLimit({
      maxSize: 1_000_000,
      onError: (c) => answerError(new MonimeError(400, 'bad_request', 'The body is too large'), c),
    }),
  );
  api.use(diagnostics(state));

  api.use(async (c, next) => {
    if (c.req.header('Authorization') !== `Bearer ${token}`) {
      throw new MonimeError(401, 'unauthorized', 'The access token is missing, not valid, or expired');
    }
    const space = c.req.header('Monime-Space-Id') ?? '';
    if (!/^spc-.{0,60}$/.test(space)) {
      throw new MonimeError(400, 'validation_failed', 'Monime-Space-Id is required: up to 64 characters, spc-…');
    }
    if (space !== spaceId) throw new MonimeError(403, 'forbidden', 'The token has no access to this space');
    const version = c.req.header('Monime-Version');
    if (version !== undefined && !VERSIONS.includes(version)) {
      throw new MonimeError(400, 'validation_failed', `Monime-Version must be one of ${VERSIONS.join(', ')}`);
    }
    await next();
  });

  api.post('/v1/checkout-sessions', async (c) => {
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
    const result = earlier?.result ?? resource(c, createMonimeSession(body, state));
    answered.set(key, {checksum, result});
    return answer(c, result);
  });

  api.get('/v1/checkout-sessions', (c) => {
    const page = check(Page, c.req.query());
    if (!page.success) throw validationError(page.error.issues);
    const {limit, after} = page.data;
    const all = sessions.list().filter((session) => session.provider === 'monime');
    const last = after === undefined ? -1 : all.findIndex(({id}) => id === after);
    if (after !== undefined && last === -1) throw new MonimeError(400, 'validation_failed', 'after: no such cursor');
    const items = all.slice(last + 1, last + 1 + limit);
    const next = last + 1 + limit < all.length ? (items.at(-1)?.id ?? null) : null;
    return c.json({
      success: true,
      messages: [],
      result: items.map((session) => resource(c, session)),
      pagination: {count: items.length, next},
    });
  });

  api.get('/v1/checkout-sessions/:id', (c) => {
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

  api.all('*', () => {
    throw new MonimeError(404, 'not_found', 'There is no such endpoint');
  });

  return api;
}
