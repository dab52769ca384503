import type {Context, Hono} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import {cors} from 'hono/cors';
import * as z from 'zod/mini';
import {CheckoutError} from '../core/error.ts';
import {answerError} from './answers.ts';
import type {Checkout} from './checkout.ts';
import {limit} from './limit.ts';
import type {OpenOptions} from './opener.ts';
import type {Settings} from './options.ts';
import type {Order} from './order.ts';
import {isSigned} from './signer.ts';

const BODY_LIMIT = 64 * 1024;
/** Milliseconds that `createSession` may take. */
const ORDER_LIMIT = 30_000;

const Body = z.object({renew: z.nullish(z.string())});

function checkOrigin({req}: Context, origins: readonly string[]): void {
  const origin = req.header('Origin');
  if (origin === undefined || !origins.includes(origin)) {
    throw new CheckoutError('origin_refused', 'Pages of this origin may not create sessions: add it to origins.', {
      path: 'Origin',
    });
  }
}

/** A browser asks first before it sends this type across origins; forms cannot send it at all. */
function isJson({req}: Context): boolean {
  return /^application\/json\s*(;|$)/i.test(req.header('Content-Type') ?? '');
}

async function readBody(request: Request): Promise<z.output<typeof Body>> {
  const text = await request.text();
  try {
    return z.parse(Body, text === '' ? {} : JSON.parse(text));
  } catch (cause) {
    throw new CheckoutError('invalid_request', 'The body must be a JSON object.', {path: 'body', cause});
  }
}

async function orderOf<P>(request: Request, createSession: (request: Request) => Order<P> | Promise<Order<P>>) {
  const order = (async () => createSession(request))();
  try {
    return await limit(order, ORDER_LIMIT, () => {
      throw new CheckoutError('create_failed', `createSession took longer than ${ORDER_LIMIT / 1000} s.`);
    });
  } catch (cause) {
    if (cause instanceof CheckoutError) throw cause;
    throw new CheckoutError('create_failed', 'The order could not be made.', {cause});
  }
}

type Sessions<P> = Pick<Checkout<P>, 'get'> & {
  open(order: Order<P>, options: OpenOptions): ReturnType<Checkout<P>['get']>;
  find(reference: string): Promise<string | null>;
};

/** What the widget asks. */
export function addSessionRoutes<P>(app: Hono, settings: Settings<P>, sessions: Sessions<P>): void {
  const {origins, createSession, report} = settings;
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

  const invalid = (message: string, path: string) => new CheckoutError('invalid_request', message, {path});
  const bounded = bodyLimit({
    maxSize: BODY_LIMIT,
    onError: () => answerError(invalid(`The body may have at most ${BODY_LIMIT} bytes.`, 'body'), report, 413),
  });
  if (createSession) {
    app.post('/sessions', bounded, async (c) => {
      checkOrigin(c, origins);
      if (!isJson(c)) {
        return answerError(invalid('Content-Type must be application/json.', 'Content-Type'), report, 415);
      }
      const {renew} = await readBody(c.req.raw.clone());
      const order = await orderOf(c.req.raw, createSession);
      const session = await sessions.open(order, {key: c.req.header('Idempotency-Key'), renew});
      return c.json(session, 200, {'Cache-Control': 'no-store'});
    });
  }
  app.get('/sessions/:id', async (c) => {
    const session = await sessions.get(c.req.param('id'));
    return c.json(session, 200, {'Cache-Control': 'no-store'});
  });
  app.get('/returns/:reference', async (c) => {
    const reference = c.req.param('reference');
    const id = isSigned(reference) ? await sessions.find(reference) : null;
    if (id === null) throw new CheckoutError('not_found', 'There is no such reference here.', {path: 'reference'});
    return c.json({id}, 200, {'Cache-Control': 'no-store'});
  });
}
