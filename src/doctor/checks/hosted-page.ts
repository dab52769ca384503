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
    title: 'The hosted page refuses frames but is shown in one',
    why: 'The customer sees an empty dialog, because a page cannot detect that a frame was refused.',
    fix: 'Remove framing: \'allowed\' from monime({…}), and mode="modal" and "inline" from the element. The page then opens in a window or in the same tab.',
  },
  hosted_page_coop: {
    level: 'warning',
    title: 'The hosted page is separated from the window that opened it',
    why: 'Browsers then report the open payment window as closed, and the return page cannot reach its opener. The widget still works, because it polls.',
    fix: 'Serve the return page on the origin of the page with the widget, where a second channel reaches the widget.',
  },
  hosted_page_fails: {
    level: 'warning',
    title: 'The hosted page does not load',
    why: 'Customers see the same, unless the provider only blocks programs like this one.',
    fix: 'Open the URL in a browser. If it fails there too, the session may have ended or be of another mode than your account.',
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
  if (refusal !== null) return `refuses frames (${refusal}): use a window or the same tab`;
  if (framing === 'allowed') return 'allows frames: any mode';
  return `does not refuse frames, but framing is ${framing}: use a window or the same tab, unless you have seen it work in a frame`;
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
  name: 'The hosted page works as it is shown',
  async run(context) {
    const session = await context.checkoutSession();
    if (!session) return SESSION_NEEDED;
    if (!session.hostedUrl) return {findings: [], skipped: 'The session has no hosted page.'};
    try {
      return hostedPageResult(session, await followRedirects(context, session.hostedUrl), context);
    } catch (error) {
      if (!(error instanceof ProbeError)) throw error;
      return {findings: [createFinding('hosted_page_fails', error.message)]};
    }
  },
};
