import type {Context, Hono} from 'hono';
import returnScript from 'virtual:return-script';
import type {CheckoutSession} from '../core/session.ts';
import {limit} from './limit.ts';
import type {ReturnOutcome, Settings} from './options.ts';
import {RETURN_STYLE, returnPage, returnPolicy} from './return-page.ts';
import {isSigned} from './signer.ts';

/** Query parameter of the landing page that carries the return reference, for the widget's `resume`. */
export const RETURN_PARAMETER = 'monime-checkout';

/** Milliseconds that a return page waits for the provider: it only shortens the customer's wait in the shop. */
const NUDGE_LIMIT = 1000;

interface Returns {
  find(reference: string): Promise<string | null>;
  get(id: string): Promise<CheckoutSession>;
}

function withReference(landing: string, reference: string | null): string {
  const url = new URL(landing);
  if (reference) url.searchParams.set(RETURN_PARAMETER, reference);
  return url.href;
}

/** Where the hosted page sends the customer back to, by GET or by POST. Neither proves anything. */
export function addReturnRoutes<P>(app: Hono, settings: Settings<P>, {find, get}: Returns): void {
  const {basePath, landing, origins, report} = settings;
  const pageHeaders = {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': returnPolicy(origins),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
  const fileHeaders = {'Cache-Control': 'public, max-age=3600', 'X-Content-Type-Options': 'nosniff'};

  function referenceOf({req}: Context): string | null {
    const reference = req.query('ref');
    return reference && isSigned(reference) ? reference : null;
  }

  /** The session's id where it is known, having asked the provider meanwhile. */
  async function nudge(reference: string): Promise<string | null> {
    const id = await find(reference);
    if (id) await limit(get(id).catch(report), NUDGE_LIMIT, () => undefined);
    return id;
  }

  async function safeNudge(reference: string | null): Promise<string | null> {
    try {
      return reference && (await nudge(reference));
    } catch (error) {
      report(error);
      return null;
    }
  }

  for (const outcome of ['success', 'cancel'] satisfies ReturnOutcome[]) {
    const path = `/return/${outcome}`;
    app.post(path, (c) => {
      void safeNudge(referenceOf(c));
      // A page that answers a POST asks "send again?" on every reload.
      return c.redirect(`${basePath}${path}${new URL(c.req.url).search}`, 303);
    });
    app.get(path, async (c) => {
      const reference = referenceOf(c);
      const sessionId = await safeNudge(reference);
      const landingUrl = withReference(landing[outcome], reference);
      return c.html(returnPage({outcome, sessionId, landingUrl, origins, basePath}), 200, pageHeaders);
    });
  }
  app.get('/return.js', (c) =>
    c.body(returnScript, 200, {...fileHeaders, 'Content-Type': 'text/javascript; charset=utf-8'}),
  );
  app.get('/return.css', (c) => c.body(RETURN_STYLE, 200, {...fileHeaders, 'Content-Type': 'text/css; charset=utf-8'}));
}
