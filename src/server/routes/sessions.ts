import type {Context} from 'hono';
import {cors} from 'hono/cors';
import * as z from 'zod/mini';
import {CreateRequest} from '../../core/contract/messages.ts';
import {CheckoutError} from '../../core/error.ts';
import {mayRead} from './authorize.ts';
import {errorResponse} from './error-response.ts';
import {withTimeout} from '../../core/with-timeout.ts';
import {MAY_NOT_READ} from '../orders/refusal.ts';
import type {Orders} from '../orders/orders.ts';
import {isReturnReference} from '../orders/record-names.ts';
import {toPublicSession} from '../sessions/public-session.ts';
import type {Settings} from '../config/options.ts';
import type {Order} from '../adapters/order.ts';
import type {RoutesApp} from './routes-app.ts';
import {peekRawBody} from './raw-body.ts';
import {isStarted} from './started-cookie.ts';

const BODY_MAX_BYTES = 64 * 1024;
/** Milliseconds that `createSession` may take. */
const CREATE_SESSION_TIMEOUT_MS = 30_000;

function requireOrigin({req}: Context, origins: readonly string[]): void {
  if (!origins.includes(req.header('Origin') ?? '')) {
    throw new CheckoutError('origin_refused', 'Pages of this origin may not create sessions. Add it to origins.', {
      path: 'Origin',
    });
  }
}

/** A browser asks first before it sends this type across origins; forms cannot send it at all. */
function isJson({req}: Context): boolean {
  return /^application\/json\s*(;|$)/i.test(req.header('Content-Type') ?? '');
}

function readBody(bytes: Uint8Array): z.output<typeof CreateRequest> {
  try {
    return z.parse(CreateRequest, JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw new CheckoutError('invalid_request', 'The body must be a JSON object.', {path: 'body', cause});
  }
}

/** The merchant's own decision, so it is not reported as an error. */
function refuse(): Response {
  return errorResponse(MAY_NOT_READ, () => undefined);
}

async function orderOf<P>(request: Request, createSession: (request: Request) => Order<P> | Promise<Order<P>>) {
  const order = (async () => createSession(request))();
  try {
    return await withTimeout(order, CREATE_SESSION_TIMEOUT_MS, () => {
      throw new CheckoutError('create_failed', `createSession took longer than ${CREATE_SESSION_TIMEOUT_MS / 1000} s.`);
    });
  } catch (cause) {
    if (cause instanceof CheckoutError) throw cause;
    throw new CheckoutError('create_failed', 'createSession failed. The server log has the cause.', {cause});
  }
}

/** What the widget asks. */
export function addSessionRoutes<P>(app: RoutesApp, settings: Settings<P>, orders: Orders<P>): void {
  const {origins, createSession, authorize, report} = settings;
  const crossOrigin = cors({
    origin: [...origins],
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['Content-Type', 'Idempotency-Key'],
    exposeHeaders: ['Date', 'Retry-After'],
    maxAge: 600,
  });
  app.use('/sessions', crossOrigin);
  app.use('/sessions/*', crossOrigin);
  app.use('/returns/*', crossOrigin);

  /** A caller who may not read a session may not end it either. A session that is gone has no owner. */
  async function mayRenew(request: Request, id: string): Promise<boolean> {
    try {
      return await mayRead(authorize, request, (await orders.get(id)).session);
    } catch (error) {
      if (error instanceof CheckoutError && error.code === 'not_found') return true;
      throw error;
    }
  }

  const invalid = (message: string, path: string) => new CheckoutError('invalid_request', message, {path});
  if (createSession) {
    app.post('/sessions', async (c) => {
      requireOrigin(c, origins);
      if (!isJson(c)) {
        return errorResponse(invalid('Content-Type must be application/json.', 'Content-Type'), report, 415);
      }
      const bytes = await peekRawBody(c.req.raw, BODY_MAX_BYTES);
      if (!bytes) {
        return errorResponse(invalid(`The body may have at most ${BODY_MAX_BYTES} bytes.`, 'body'), report, 413);
      }
      const {renew} = readBody(bytes);
      if (renew && authorize && !(await mayRenew(c.req.raw, renew))) return refuse();
      const order = await orderOf(c.req.raw, createSession);
      try {
        const found = await orders.getOrCreate(order, {
          key: c.req.header('Idempotency-Key'),
          renew,
          isFromBrowser: true,
          mayRead: (session) => mayRead(authorize, c.req.raw, session),
          waitUntil: c.env.waitUntil,
        });
        return c.json(toPublicSession(found), 200, {'Cache-Control': 'no-store'});
      } catch (error) {
        if (error === MAY_NOT_READ) return refuse();
        throw error;
      }
    });
  }
  app.get('/sessions/:id', async (c) => {
    const {found, age, retryAfter} = await orders.getLast(c.req.param('id'), {
      mayHavePaid: c.req.query('confirming') === '1',
      waitUntil: c.env.waitUntil,
    });
    if (!(await mayRead(authorize, c.req.raw, found.session))) return refuse();
    c.header('Cache-Control', 'no-store');
    if (retryAfter !== null) c.header('Retry-After', String(Math.ceil(retryAfter / 1000)));
    return c.json(toPublicSession(found, age));
  });
  app.get('/returns/:reference', async (c) => {
    const reference = c.req.param('reference');
    const id = isReturnReference(reference) ? await orders.findByReference(reference) : null;
    if (id === null)
      throw new CheckoutError('not_found', 'There is no session for this reference.', {path: 'reference'});
    return c.json({id, started: isStarted(c, id)}, 200, {'Cache-Control': 'no-store'});
  });
}
