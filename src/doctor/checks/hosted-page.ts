import type {CheckoutSession} from '../../core/session.ts';
import {locationOf} from '../answers.ts';
import {type Check, NO_SESSION, type Verdict} from '../check.ts';
import {type Finding, finder} from '../finding.ts';
import {frameRefusal, openerRefusal} from '../frames.ts';
import {type Answer, ProbeError} from '../probe.ts';
import type {Visit} from '../visit.ts';

export const HOSTED_PAGE = {
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

const found = finder(HOSTED_PAGE);

const REDIRECTS = 3;

/** The page where a browser ends up. */
async function open({askElsewhere}: Visit, hostedUrl: string): Promise<Answer> {
  const headers = {Accept: 'text/html'};
  let page = await askElsewhere(hostedUrl, {headers});
  for (let redirects = 0; redirects < REDIRECTS; redirects += 1) {
    const target = locationOf(page);
    if (!target || !/^https?:$/.test(target.protocol)) break;
    page = await askElsewhere(target.href, {headers});
  }
  return page;
}

function fit(framing: CheckoutSession['framing'], refusal: string | null): string {
  if (refusal !== null) return `refuses frames (${refusal}): a window or the same tab`;
  if (framing === 'allowed') return 'may stand in a frame: any mode';
  return `does not say that it refuses frames, framing is ${framing}: a window or the same tab, unless you have seen it work in a frame`;
}

function judge({framing}: CheckoutSession, page: Answer, {origin}: Visit): Verdict {
  const host = new URL(page.url).host;
  if (page.status !== 200) return {findings: [found('hosted_page_fails', `${host} answered ${page.status}`)]};
  const findings: Finding[] = [];
  const refusal = frameRefusal(page.headers, new URL(page.url), origin);
  if (framing === 'allowed' && refusal !== null)
    findings.push(found('framing_wrong', `framing is allowed, ${host} answered ${refusal}`));
  const cut = openerRefusal(page.headers);
  if (cut !== null) findings.push(found('hosted_page_coop', `${host} answered ${cut}`));
  return {findings, note: fit(framing, refusal)};
}

export const hostedPage: Check = {
  name: 'The hosted page fits the way it is shown',
  async look(visit) {
    const session = await visit.checkoutSession();
    if (!session) return NO_SESSION;
    if (!session.hostedUrl) return {findings: [], skipped: 'The session has no hosted page that can be opened.'};
    try {
      return judge(session, await open(visit, session.hostedUrl), visit);
    } catch (error) {
      if (!(error instanceof ProbeError)) throw error;
      return {findings: [found('hosted_page_fails', error.message)]};
    }
  },
};
