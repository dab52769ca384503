import type {Context, Hono} from 'hono';
import returnScript from 'virtual:return-script';
import {RETURN_PARAMETER} from '../../core/return-parameter.ts';
import {limit} from '../limit.ts';
import type {ReturnOutcome, Settings} from '../config/options.ts';
import type {Finding} from '../adapters/adapter.ts';
import {RETURN_STYLE, returnPage, returnPolicy} from './return-page.ts';
import {isSigned} from '../crypto/signer.ts';

/** Milliseconds that a return page waits for the provider: it only shortens the customer's wait in the shop. */
const NUDGE_LIMIT = 1000;

interface Returns {
  find(reference: string): Promise<string | null>;
  lookAnew(id: string): Promise<Finding | null>;
}

function withReference(landing: string, reference: string | null): string {
  const url = new URL(landing);
  if (reference) url.searchParams.set(RETURN_PARAMETER, reference);
  return url.href;
}

/** Where the hosted page sends the customer back to, by GET or by POST. Neither proves anything. */
export function addReturnRoutes<P>(app: Hono, settings: Settings<P>, {find, lookAnew}: Returns): void {
  const {basePath, landing, origins, emit, report} = settings;
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

  /** The session's id where it is known, having asked the provider: what was known before the return is out of date. */
  async function nudge(reference: string | null): Promise<string | null> {
    if (reference === null) return null;
    try {
      const id = await find(reference);
      if (id) await limit<unknown>(lookAnew(id).catch(report), NUDGE_LIMIT, () => undefined);
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
      return c.redirect(`${basePath}${path}${new URL(c.req.url).search}`, 303);
    });
    app.get(path, async (c) => {
      const reference = referenceOf(c);
      const sessionId = await nudge(reference);
      emit('monime_checkout.return', {
        'monime_checkout.return.outcome': outcome,
        'monime_checkout.return.known': sessionId !== null,
      });
      const landingUrl = withReference(landing[outcome], reference);
      return c.html(returnPage({outcome, sessionId, landingUrl, origins, basePath}), 200, pageHeaders);
    });
  }
  app.get('/return.js', (c) =>
    c.body(returnScript, 200, {...fileHeaders, 'Content-Type': 'text/javascript; charset=utf-8'}),
  );
  app.get('/return.css', (c) => c.body(RETURN_STYLE, 200, {...fileHeaders, 'Content-Type': 'text/css; charset=utf-8'}));
}
