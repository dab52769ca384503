import {Hono} from 'hono';
import {methodNotAllowed} from 'hono/method-not-allowed';
import {routePath} from 'hono/route';
import {CheckoutError} from '../core/error.ts';
import type {CheckoutSession} from '../core/session.ts';
import type {ProviderSession} from './adapters/adapter.ts';
import type {Order} from './adapters/order.ts';
import {type CheckoutOptions, validateOptions} from './config/options.ts';
import {durationSince} from './config/telemetry.ts';
import {createOrders} from './orders/orders.ts';
import type {ReconcileOptions, ReconcileResult} from './orders/reconcile.ts';
import type {CreateOptions} from './orders/session-creator.ts';
import type {WaitUntil} from './orders/settlement.ts';
import {errorResponse} from './routes/error-response.ts';
import {addCardStyleRoute} from './routes/card-style.ts';
import {addGoRoute} from './routes/go.ts';
import {repairNodeRequest} from './routes/node-request.ts';
import type {RoutesApp, RoutesEnv} from './routes/routes-app.ts';
import {addReturnRoutes} from './routes/returns.ts';
import {addSessionRoutes} from './routes/sessions.ts';
import {addWebhookRoute} from './routes/webhooks.ts';

/** The server half. Its functions need no `this`. */
export interface Checkout<ProviderOptions = unknown> {
  /**
   * Answers the widget, customers who come back, and webhooks. Mount it under `basePath` for GET, POST and OPTIONS.
   * @param context of an edge runtime, or `{waitUntil}`: its `waitUntil` keeps hooks going after the response was sent.
   * What frameworks pass here instead is ignored.
   */
  fetch: (request: Request, context?: object) => Promise<Response>;
  /**
   * Creates a session, or returns the one that the order has open.
   * @throws {CheckoutError} `invalid_order`; `order_completed` with the session that paid; `order_changed` with the
   * session for the earlier amount if that cannot be ended yet; or an error of the provider or the store
   */
  create: (order: Order<ProviderOptions>, options?: CreateOptions) => Promise<CheckoutSession>;
  /**
   * Returns the session as the provider says, at most a second old.
   * @throws {CheckoutError} `invalid_id`, `not_found`, or an error of the provider
   */
  get: (id: string) => Promise<CheckoutSession>;
  /**
   * Reads the session from the provider and, if its hook has not been called yet, waits until it resolves.
   * @throws {CheckoutError} as `get`, or what the hook threw: try again then
   */
  settle: (id: string) => Promise<CheckoutSession>;
  /**
   * Settles the orders that are due, earliest first: reads sessions that no customer polls any more, finds late
   * payments, calls hooks that failed, and ends abandoned sessions. Call it from a cron job each minute; several
   * instances may run it at once.
   * @throws {CheckoutError} `store_unavailable`
   */
  reconcile: (options?: ReconcileOptions) => Promise<ReconcileResult>;
  /**
   * Lets an order be paid again, after a person has looked at a payment that was `outdated` or a `mismatch`, and
   * refunded it.
   * @returns whether the order was held
   * @throws {CheckoutError} `store_unavailable`
   */
  release: (reference: string) => Promise<boolean>;
}

function stamp({session}: ProviderSession): CheckoutSession {
  return {...session, serverTime: new Date().toISOString()};
}

function waitUntilIn(context: object | undefined): WaitUntil | undefined {
  if (!context || !('waitUntil' in context)) return undefined;
  const {waitUntil} = context;
  return typeof waitUntil === 'function' ? (work) => void Reflect.apply(waitUntil, context, [work]) : undefined;
}

/**
 * The server half: it holds the provider's secret, and its routes answer the widget.
 * @throws {CheckoutError} `invalid_configuration`, naming the option
 */
export function createCheckout<ProviderOptions>(options: CheckoutOptions<ProviderOptions>): Checkout<ProviderOptions> {
  const settings = validateOptions(options);
  const {report, emit} = settings;
  const orders = createOrders(settings);

  // A slash at the end of a path changes nothing.
  const app: RoutesApp = new Hono<RoutesEnv>({strict: false}).basePath(settings.basePath);
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
  addSessionRoutes(app, settings, orders);
  addGoRoute(app, settings, orders);
  addCardStyleRoute(app);
  addReturnRoutes(app, settings, orders);
  addWebhookRoute(app, settings, orders);
  app.notFound(() =>
    errorResponse(new CheckoutError('not_found', 'There is no such route. Compare the URL with basePath.'), report),
  );
  app.onError((error) => errorResponse(error, report));

  return {
    fetch: async (request, context) =>
      app.fetch(repairNodeRequest(request, context), {waitUntil: waitUntilIn(context)}),
    create: async (order, createOptions = {}) => stamp(await orders.getOrCreate(order, createOptions)),
    get: async (id) => stamp(await orders.get(id)),
    settle: async (id) => stamp(await orders.settle(id)),
    reconcile: orders.reconcile,
    release: orders.release,
  };
}
