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
    title: 'The return page does not exist',
    why: 'The customer returns from the payment and sees an error.',
    fix: 'Pass GET requests below the endpoint to checkout.fetch, which serves return/success and return/cancel.',
  },
  return_post_refused: {
    level: 'error',
    title: 'The return page refuses POST',
    why: 'Monime reportedly sends customers back with a form POST from its own site. They would see an error after the payment.',
    fix: 'Pass POST requests below the endpoint to checkout.fetch, and exempt them from CSRF checks. docs/server.md shows how in each framework.',
  },
  return_post_replays: {
    level: 'error',
    title: 'The return page redirects a POST as a POST',
    why: 'After a 307 or 308, the browser posts again, to a page that expects a GET.',
    fix: "Respond to the POST with 303 and the page's URL.",
  },
  return_post_renders: {
    level: 'warning',
    title: 'The return page responds to a POST with a page',
    why: 'On a reload or a step back, the browser asks the customer whether to send the form again.',
    fix: "Respond to the POST with 303 and the page's URL.",
  },
  return_silent: {
    level: 'warning',
    title: 'The return page does not notify the widget',
    why: 'The payment window stays open, and the widget learns of the payment only at its next poll.',
    fix: "Include return.js with data-outcome on both pages, and serve the script. The server half's return page includes it.",
  },
  return_refuses_frames: {
    level: 'error',
    title: 'The return page refuses the frame',
    why: 'The hosted page returns inside its frame, so the customer sees a blank area or an error after the payment.',
    fix: 'Remove X-Frame-Options from the return pages (a proxy or middleware adds it), and list the origins of your pages in frame-ancestors.',
  },
  return_cut_off: {
    level: 'warning',
    title: 'The return page is separated from the window that opened it',
    why: 'Its message does not reach a widget on another origin. On the same origin, a second channel delivers it.',
    fix: 'Remove Cross-Origin-Opener-Policy from the return pages. Middleware such as helmet adds it.',
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
  name: 'Customers can return by GET',
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
  name: 'Customers can return by POST',
  run: async (context) => ({
    findings: [...(await postReturnFindings(context, 'success')), ...(await postReturnFindings(context, 'cancel'))],
  }),
};
