import {describeResponse, redirectTarget} from '../responses.ts';
import type {Check} from '../check.ts';
import {type Finding, findingFactory} from '../finding.ts';
import {frameRefusal, openerRefusal} from '../frames.ts';
import type {ProbeResponse} from '../probe.ts';
import {findReturnScript} from '../return-page.ts';
import {FOREIGN_ORIGIN, type CheckContext} from '../check-context.ts';

export const RETURN_FINDINGS = {
  return_get_missing: {
    level: 'error',
    title: 'The return page is not there',
    why: 'The customer comes back from paying and sees an error.',
    mend: 'Hand GET below the endpoint to checkout.fetch: it answers return/success and return/cancel.',
  },
  return_post_refused: {
    level: 'error',
    title: 'The return by POST is refused',
    why: 'Monime is reported to send customers back with a form POST from its own site: they see an error after having paid.',
    mend: 'Hand POST below the endpoint to checkout.fetch, and exempt it from the check against cross-site requests (CSRF): docs/server.md has how, framework by framework.',
  },
  return_post_replays: {
    level: 'error',
    title: 'The return by POST is sent on as a POST',
    why: 'A 307 or 308 makes the browser post again, to a page that expects a GET.',
    mend: 'Answer the POST with 303 and the address of the page.',
  },
  return_post_renders: {
    level: 'warning',
    title: 'The return by POST is answered with a page',
    why: 'On every reload, and when going back to it, the browser asks the customer whether to send again.',
    mend: 'Answer the POST with 303 and the address of the page.',
  },
  return_silent: {
    level: 'warning',
    title: 'The return page does not tell the widget',
    why: 'The window stays open before the customer, and the widget learns of the payment only at its next look.',
    mend: 'Bring in return.js with data-outcome on both pages, and let the server answer the script: the return page of the server half has it.',
  },
  return_refuses_frames: {
    level: 'error',
    title: 'The return page refuses the frame',
    why: 'The hosted page stands in a frame, and comes back in it: the customer sees a blank or an error after having paid.',
    mend: 'Take X-Frame-Options off the return pages (a proxy or middleware puts it there), and let frame-ancestors name the origins of your pages.',
  },
  return_cut_off: {
    level: 'warning',
    title: 'The return page is cut off from the window that opened it',
    why: 'The message to the widget is lost where the page with the widget is on another origin; on the same one it goes another way.',
    mend: 'Take Cross-Origin-Opener-Policy off the return pages: middleware such as helmet puts it there.',
  },
} as const;

const createFinding = findingFactory(RETURN_FINDINGS);

async function returnScriptProblem(
  {request}: CheckContext,
  page: ProbeResponse,
  outcome: string,
): Promise<string | null> {
  const script = findReturnScript(page.text);
  if (!script) return `${page.requestLine} has no script with data-outcome`;
  if (script.outcome !== outcome) return `${page.requestLine} says data-outcome="${script.outcome}"`;
  if (outcome === 'cancel') return null;
  const file = await request(new URL(script.src, page.url).href);
  const isScript = file.status === 200 && /javascript/.test(file.headers.get('content-type') ?? '');
  return isScript ? null : `${file.requestLine} answered ${file.status}, ${file.headers.get('content-type')}`;
}

async function returnPageFindings(context: CheckContext, page: ProbeResponse, outcome: string): Promise<Finding[]> {
  if (page.status >= 300 && redirectTarget(page)) return [];
  if (page.status !== 200) return [createFinding('return_get_missing', describeResponse(page))];
  const findings: Finding[] = [];
  const scriptProblem = await returnScriptProblem(context, page, outcome);
  if (scriptProblem !== null) findings.push(createFinding('return_silent', scriptProblem));
  const refusal = frameRefusal(page.headers, new URL(page.url), context.origin);
  const isFramed = (await context.checkoutSession())?.framing === 'allowed' && (await context.isOriginAllowed());
  if (refusal !== null && isFramed) {
    findings.push(createFinding('return_refuses_frames', `${page.requestLine} answered ${refusal}`));
  }
  const cut = openerRefusal(page.headers);
  if (cut !== null) findings.push(createFinding('return_cut_off', `${page.requestLine} answered ${cut}`));
  return findings;
}

export const returnByGetCheck: Check = {
  name: 'Customers come back by GET',
  run: async (context) => ({
    findings: await returnPageFindings(context, await context.returnPageResponse(), 'success'),
  }),
};

/** Posts like the hosted page's form, whose page sends no referrer, so that its `Origin` is `null`. */
function postReturn({request, endpoint}: CheckContext, outcome: string): Promise<ProbeResponse> {
  return request(`${endpoint}/return/${outcome}?ref=doctor`, {
    method: 'POST',
    headers: {Origin: 'null', 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html'},
    body: 'doctor=1',
  });
}

async function postReturnFindings(context: CheckContext, outcome: string): Promise<Finding[]> {
  const response = await postReturn(context, outcome);
  const {status} = response;
  const target = redirectTarget(response);
  if (status === 307 || status === 308) return [createFinding('return_post_replays', describeResponse(response))];
  if (status === 200) return [createFinding('return_post_renders', describeResponse(response))];
  if (!target || target.origin === FOREIGN_ORIGIN)
    return [createFinding('return_post_refused', describeResponse(response))];
  const isPage = outcome === 'cancel' && target.href.startsWith(`${context.endpoint}/return/cancel`);
  return isPage ? returnPageFindings(context, await context.request(target.href), 'cancel') : [];
}

export const returnByPostCheck: Check = {
  name: 'Customers come back by POST',
  run: async (context) => ({
    findings: [...(await postReturnFindings(context, 'success')), ...(await postReturnFindings(context, 'cancel'))],
  }),
};
