import type {Context} from 'hono';
import type {RoutesApp} from './routes-app.ts';
import returnScript from 'virtual:return-script';
import type {ReturnOutcome} from '../../core/return-message.ts';
import {withTimeout} from '../../core/with-timeout.ts';
import type {Settings} from '../config/options.ts';
import type {Orders} from '../orders/orders.ts';
import type {WaitUntil} from '../orders/settlement.ts';
import {isReturnReference} from '../orders/record-names.ts';
import {landingUrl, RETURN_STYLE, returnPage, returnPolicy} from './return-page.ts';

/** Milliseconds that a return page waits for the provider: it only shortens the customer's wait in the shop. */
const REFRESH_TIMEOUT_MS = 1000;

/** Where the hosted page sends the customer back to, by GET or by POST. Neither proves anything. */
export function addReturnRoutes<P>(app: RoutesApp, settings: Settings<P>, orders: Orders<P>): void {
  const {findByReference, refresh} = orders;
  const {publicPath, landing, origins, emit, report} = settings;
  const pageHeaders = {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': returnPolicy(origins),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
  const fileHeaders = {'Cache-Control': 'public, max-age=3600', 'X-Content-Type-Options': 'nosniff'};

  function referenceOf({req}: Context): string | null {
    const reference = req.query('ref');
    return reference && isReturnReference(reference) ? reference : null;
  }

  /** Reads the session, because answers from before the return are outdated. Returns its id; null if unknown. */
  async function refreshSession(reference: string | null, waitUntil?: WaitUntil): Promise<string | null> {
    if (reference === null) return null;
    try {
      const id = await findByReference(reference);
      if (id) {
        const work = refresh(id, waitUntil).catch(report);
        waitUntil?.(work);
        await withTimeout<unknown>(work, REFRESH_TIMEOUT_MS, () => undefined);
      }
      return id;
    } catch (error) {
      report(error);
      return null;
    }
  }

  for (const outcome of ['success', 'cancel'] satisfies ReturnOutcome[]) {
    const path = `/return/${outcome}`;
    app.post(path, (c) => {
      // A page that answers a POST asks "send again?" on every reload.
      return c.redirect(`${publicPath}${path}${new URL(c.req.url).search}`, 303);
    });
    app.get(path, async (c) => {
      const reference = referenceOf(c);
      const sessionId = await refreshSession(reference, c.env.waitUntil);
      emit('monime_checkout.return', {
        'monime_checkout.return.outcome': outcome,
        'monime_checkout.return.known': sessionId !== null,
      });
      const page = {outcome, sessionId, landingUrl: landingUrl(landing[outcome], reference), origins, publicPath};
      return c.html(returnPage(page), 200, pageHeaders);
    });
  }
  app.get('/return.js', (c) =>
    c.body(returnScript, 200, {...fileHeaders, 'Content-Type': 'text/javascript; charset=utf-8'}),
  );
  app.get('/return.css', (c) => c.body(RETURN_STYLE, 200, {...fileHeaders, 'Content-Type': 'text/css; charset=utf-8'}));
}
