import {describe, locationOf} from '../answers.ts';
import type {Check} from '../check.ts';
import {type Finding, finder} from '../finding.ts';
import {frameRefusal, openerRefusal} from '../frames.ts';
import type {Answer} from '../probe.ts';
import {bridgeIn} from '../return-page.ts';
import {STRANGER, type Visit} from '../visit.ts';

export const RETURNS = {
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

const found = finder(RETURNS);

async function isSilent({ask}: Visit, page: Answer, outcome: string): Promise<string | null> {
  const bridge = bridgeIn(page.text);
  if (!bridge) return `${page.asked} has no script with data-outcome`;
  if (bridge.outcome !== outcome) return `${page.asked} says data-outcome="${bridge.outcome}"`;
  if (outcome === 'cancel') return null;
  const script = await ask(new URL(bridge.src, page.url).href);
  const isScript = script.status === 200 && /javascript/.test(script.headers.get('content-type') ?? '');
  return isScript ? null : `${script.asked} answered ${script.status}, ${script.headers.get('content-type')}`;
}

async function judge(visit: Visit, page: Answer, outcome: string): Promise<Finding[]> {
  if (page.status >= 300 && locationOf(page)) return [];
  if (page.status !== 200) return [found('return_get_missing', describe(page))];
  const findings: Finding[] = [];
  const silent = await isSilent(visit, page, outcome);
  if (silent !== null) findings.push(found('return_silent', silent));
  const refusal = frameRefusal(page.headers, new URL(page.url), visit.origin);
  const isFramed = (await visit.checkoutSession())?.framing === 'allowed' && (await visit.isWelcome());
  if (refusal !== null && isFramed) {
    findings.push(found('return_refuses_frames', `${page.asked} answered ${refusal}`));
  }
  const cut = openerRefusal(page.headers);
  if (cut !== null) findings.push(found('return_cut_off', `${page.asked} answered ${cut}`));
  return findings;
}

export const returnByGet: Check = {
  name: 'Customers come back by GET',
  look: async (visit) => ({findings: await judge(visit, await visit.returned(), 'success')}),
};

/** As the hosted page's form does, from a page that tells nobody where it is. */
function post({ask, base}: Visit, outcome: string): Promise<Answer> {
  return ask(`${base}/return/${outcome}?ref=doctor`, {
    method: 'POST',
    headers: {Origin: 'null', 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html'},
    body: 'doctor=1',
  });
}

async function cameBack(visit: Visit, outcome: string): Promise<Finding[]> {
  const answer = await post(visit, outcome);
  const {status} = answer;
  const target = locationOf(answer);
  if (status === 307 || status === 308) return [found('return_post_replays', describe(answer))];
  if (status === 200) return [found('return_post_renders', describe(answer))];
  if (!target || target.origin === STRANGER) return [found('return_post_refused', describe(answer))];
  const isPage = outcome === 'cancel' && target.href.startsWith(`${visit.base}/return/cancel`);
  return isPage ? judge(visit, await visit.ask(target.href), 'cancel') : [];
}

export const returnByPost: Check = {
  name: 'Customers come back by POST',
  look: async (visit) => ({findings: [...(await cameBack(visit, 'success')), ...(await cameBack(visit, 'cancel'))]}),
};
