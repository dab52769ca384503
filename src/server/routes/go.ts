import type {Context} from 'hono';
import {CheckoutError} from '../../core/error.ts';
import {isOutcome} from '../../core/session.ts';
import type {ProviderSession} from '../adapters/adapter.ts';
import {isOwnReturn, type Settings} from '../config/options.ts';
import type {Orders} from '../orders/orders.ts';
import {MAY_NOT_READ} from '../orders/refusal.ts';
import {mayRead} from './authorize.ts';
import {errorResponse} from './error-response.ts';
import {backToShopPage, landingUrl, returnPolicy} from './return-page.ts';
import type {RoutesApp} from './routes-app.ts';
import {markStarted} from './started-cookie.ts';

/**
 * Whether the customer followed a link on a page of this origin. A link on another site or in an e-mail does not count,
 * because a stranger may have written it; nor does a request that a page makes by itself, for example for an image.
 */
function isOwnLink({req}: Context): boolean {
  return (
    req.method === 'GET' &&
    req.header('Sec-Fetch-Site') === 'same-origin' &&
    req.header('Sec-Fetch-Dest') === 'document'
  );
}

/** Adds the route that leads to the hosted page, or to `landing` if the session has ended: a link that is never stale. */
export function addGoRoute<P>(app: RoutesApp, settings: Settings<P>, orders: Orders<P>): void {
  const {authorize, landing, origins, publicPath, report} = settings;
  const headers = {'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', 'X-Content-Type-Options': 'nosniff'};

  /** The return reference of a session that this shop has created, for the landing page's `resume`. */
  function referenceOf({successUrl}: ProviderSession): string | null {
    return successUrl !== null && isOwnReturn(settings, successUrl)
      ? new URL(successUrl).searchParams.get('ref')
      : null;
  }

  app.get('/go/:id', async (c) => {
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    const id = c.req.param('id');
    try {
      const {found} = await orders.getLast(id, {mayHavePaid: true, waitUntil: c.env.waitUntil});
      const {status, hostedUrl} = found.session;
      if (!(await mayRead(authorize, c.req.raw, found.session))) throw MAY_NOT_READ;
      if (isOutcome(status)) {
        const page = landing[status === 'completed' ? 'success' : 'cancel'];
        return c.redirect(landingUrl(page, referenceOf(found)), 303);
      }
      if (hostedUrl === null) throw new CheckoutError('not_payable', 'The session has no hosted page.');
      if (isOwnLink(c)) markStarted(c, id, settings);
      return c.redirect(hostedUrl, 303);
    } catch (error) {
      // A refusal is the merchant's own answer, not a failure to report.
      const response = errorResponse(error, error === MAY_NOT_READ ? () => undefined : report);
      for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
      if (!c.req.header('Accept')?.includes('text/html')) return response;
      response.headers.set('Content-Type', 'text/html; charset=utf-8');
      response.headers.set('Content-Security-Policy', returnPolicy(origins));
      const title = 'The payment page did not open';
      const page = {title, text: 'Go back to the shop and try again.', backUrl: landing.cancel, publicPath};
      return new Response(String(await backToShopPage(page)), response);
    }
  });
}
