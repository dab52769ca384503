import {Hono} from 'hono';
import {methodNotAllowed} from 'hono/method-not-allowed';
import {routePath} from 'hono/route';
import {CheckoutError} from '../core/error.ts';
import type {CheckoutSession} from '../core/session.ts';
import {errorResponse} from './routes/error-response.ts';
import {durationSince} from './config/telemetry.ts';
import {createKeyedMutex} from './stores/keyed-mutex.ts';
import {createSessionCreator, type CreateOptions} from './orders/session-creator.ts';
import {type CheckoutOptions, validateOptions} from './config/options.ts';
import type {Order} from './adapters/order.ts';
import {createOutcomeHooks} from './orders/outcome-hooks.ts';
import type {ProviderSession} from './adapters/adapter.ts';
import {createReader} from './sessions/session-reader.ts';
import {addReturnRoutes} from './routes/returns.ts';
import {createSettlement} from './orders/settlement.ts';
import {addSessionRoutes} from './routes/sessions.ts';
import {addWebhookRoute} from './routes/webhooks.ts';

/** The server half. Its functions need no `this`. */
export interface Checkout<ProviderOptions = unknown> {
  /** Answers the widget, customers who come back, and webhooks. Mount it under `basePath` for GET, POST and OPTIONS. */
  fetch: (request: Request) => Promise<Response>;
  /**
   * Creates a session, or answers the one that the order has open.
   * @throws {CheckoutError} `invalid_order`, `order_completed`, or why the provider could not be asked
   */
  create: (order: Order<ProviderOptions>, options?: CreateOptions) => Promise<CheckoutSession>;
  /**
   * The session as the provider says, at most a second old.
   * @throws {CheckoutError} `invalid_id`, `not_found`, or why the provider could not be asked
   */
  get: (id: string) => Promise<CheckoutSession>;
  /**
   * Reads the session anew and, where it has ended, sees to it that the hook for it was called.
   * @throws {CheckoutError} as `get`, or what the hook threw: try again then
   */
  settle: (id: string) => Promise<CheckoutSession>;
}

function stamp(session: CheckoutSession): CheckoutSession {
  return {...session, serverTime: new Date().toISOString()};
}

function sessionIn({session}: ProviderSession): CheckoutSession {
  return stamp(session);
}

/**
 * The server half: it holds the provider's secret, and its routes answer the widget.
 * @throws {CheckoutError} `invalid_configuration`, naming the option
 */
export function createCheckout<ProviderOptions>(options: CheckoutOptions<ProviderOptions>): Checkout<ProviderOptions> {
  const settings = validateOptions(options);
  const {report, emit} = settings;
  const exclusive = createKeyedMutex(settings.lock);
  const reader = createReader(settings.provider, emit);
  const settlement = createSettlement(reader, createOutcomeHooks(settings, exclusive), report);
  const sessionCreator = createSessionCreator(settings, {reader, settlement, exclusive});
  const getOrCreate = async (order: Order<ProviderOptions>, wish: CreateOptions = {}) =>
    stamp(await sessionCreator.getOrCreate(order, wish));

  const app = new Hono().basePath(settings.basePath);
  app.use(async (c, next) => {
    const start = performance.now();
    await next();
    emit('monime_checkout.request', {
      'http.request.method': c.req.method,
      'http.route': routePath(c, -1),
      'http.response.status_code': c.res.status,
      ...durationSince(start),
    });
  });
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (_, methods) => {
        const error = new CheckoutError('invalid_request', `Use ${methods.join(' or ')} here.`, {path: 'method'});
        const answer = errorResponse(error, report, 405);
        answer.headers.set('Allow', methods.join(', '));
        return answer;
      },
    }),
  );
  addSessionRoutes(app, settings, {get: settlement.get, getOrCreate, findByReference: sessionCreator.findByReference});
  addReturnRoutes(app, settings, {refresh: settlement.refresh, findByReference: sessionCreator.findByReference});
  addWebhookRoute(app, settings, settlement.settleIfFound);
  app.notFound(() => errorResponse(new CheckoutError('not_found', 'There is nothing here.'), report));
  app.onError((error) => errorResponse(error, report));

  return {
    fetch: async (request) => app.fetch(request),
    create: getOrCreate,
    get: async (id) => sessionIn(await settlement.get(id)),
    settle: async (id) => sessionIn(await settlement.settle(id)),
  };
}
