import type {CheckoutSession} from '../../core/session.ts';
import {redirectTarget} from '../responses.ts';
import {type Check, SESSION_NEEDED, type CheckResult} from '../check.ts';
import {type Finding, findingFactory} from '../finding.ts';
import {frameRefusal, openerRefusal} from '../frames.ts';
import {type ProbeResponse, ProbeError} from '../probe.ts';
import type {CheckContext} from '../check-context.ts';

export const HOSTED_PAGE_FINDINGS = {
  framing_wrong: {
    level: 'error',
    title: 'The hosted page is shown in a frame and refuses frames',
    why: 'The customer sees an empty dialog: a page cannot notice that a frame was refused.',
    mend: 'Leave framing: \'allowed\' out of monime({…}), and mode="modal" and "inline" off the element: the page then opens in a window or in the same tab.',
  },
  hosted_page_coop: {
    level: 'warning',
    title: 'The hosted page cuts itself off from the window that opened it',
    why: 'The browser says "closed" of a window in which the customer is still paying, and the return page cannot reach its opener. The widget does without: its waiting room stays, and it keeps asking.',
    mend: 'Nothing on your side. Have the return page on the origin of the page with the widget, so that it can tell it in another way.',
  },
  hosted_page_fails: {
    level: 'warning',
    title: 'The hosted page does not answer',
    why: 'The customer who goes there sees the same, unless the provider only keeps programs like this one away.',
    mend: 'Open the address in a browser. Where it fails there too, the session may have ended, or be of another mode than your account.',
  },
} as const;

const createFinding = findingFactory(HOSTED_PAGE_FINDINGS);

const MAX_REDIRECTS = 3;

/** Follows redirects, as a browser does, and returns the last page. */
async function followRedirects({requestExternal}: CheckContext, hostedUrl: string): Promise<ProbeResponse> {
  const headers = {Accept: 'text/html'};
  let page = await requestExternal(hostedUrl, {headers});
  for (let redirects = 0; redirects < MAX_REDIRECTS; redirects += 1) {
    const target = redirectTarget(page);
    if (!target || !/^https?:$/.test(target.protocol)) break;
    page = await requestExternal(target.href, {headers});
  }
  return page;
}

function describeFraming(framing: CheckoutSession['framing'], refusal: string | null): string {
  if (refusal !== null) return `refuses frames (${refusal}): a window or the same tab`;
  if (framing === 'allowed') return 'may stand in a frame: any mode';
  return `does not say that it refuses frames, framing is ${framing}: a window or the same tab, unless you have seen it work in a frame`;
}

function hostedPageResult({framing}: CheckoutSession, page: ProbeResponse, {origin}: CheckContext): CheckResult {
  const host = new URL(page.url).host;
  if (page.status !== 200) return {findings: [createFinding('hosted_page_fails', `${host} answered ${page.status}`)]};
  const findings: Finding[] = [];
  const refusal = frameRefusal(page.headers, new URL(page.url), origin);
  if (framing === 'allowed' && refusal !== null)
    findings.push(createFinding('framing_wrong', `framing is allowed, ${host} answered ${refusal}`));
  const cut = openerRefusal(page.headers);
  if (cut !== null) findings.push(createFinding('hosted_page_coop', `${host} answered ${cut}`));
  return {findings, note: describeFraming(framing, refusal)};
}

export const hostedPageCheck: Check = {
  name: 'The hosted page fits the way it is shown',
  async run(context) {
    const session = await context.checkoutSession();
    if (!session) return SESSION_NEEDED;
    if (!session.hostedUrl) return {findings: [], skipped: 'The session has no hosted page that can be opened.'};
    try {
      return hostedPageResult(session, await followRedirects(context, session.hostedUrl), context);
    } catch (error) {
      if (!(error instanceof ProbeError)) throw error;
      return {findings: [createFinding('hosted_page_fails', error.message)]};
    }
  },
};
