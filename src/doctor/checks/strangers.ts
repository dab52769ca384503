import {describeResponse, redirectTarget} from '../responses.ts';
import type {Check} from '../check.ts';
import {type Finding, findingFactory} from '../finding.ts';
import {scriptPolicyGap} from '../return-page.ts';
import {FOREIGN_ORIGIN} from '../check-context.ts';

export const STRANGER_FINDINGS = {
  open_redirect: {
    level: 'error',
    title: "The return page leads to a stranger's site",
    why: 'A link to your shop that ends on another site is what fraudsters send to your customers.',
    mend: 'Take the page to go on to from your own settings (landing), never from the URL.',
  },
  echoes_html: {
    level: 'error',
    title: 'The return page runs what stands in its URL',
    why: 'A stranger who gets a customer to open a link can do on your site whatever the customer can.',
    mend: 'Escape what comes from the URL before it stands in the page; refuse references that are none.',
  },
  return_policy_missing: {
    level: 'warning',
    title: 'The return page has no strict content security policy',
    why: 'A page that customers are sent to from outside is best allowed its own script alone.',
    mend: "Answer Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors and the origins of your pages.",
  },
} as const;

const createFinding = findingFactory(STRANGER_FINDINGS);

const INJECTED_SCRIPT = '"><script>doctor()</script>';
/** Query parameters that return pages commonly take a redirect target from. */
const REDIRECT_PARAMETERS = [
  'landing',
  'landingUrl',
  'landing-url',
  'next',
  'url',
  'redirect',
  'redirect_uri',
  'return',
  'returnTo',
  'to',
];

export const strangersCheck: Check = {
  name: 'The return page does nothing for strangers',
  async run({request, endpoint, returnPageResponse}) {
    const plainPage = await returnPageResponse();
    const query = new URLSearchParams({
      ref: INJECTED_SCRIPT,
      ...Object.fromEntries(REDIRECT_PARAMETERS.map((name) => [name, `${FOREIGN_ORIGIN}/`])),
    });
    const page = await request(`${endpoint}/return/success?${query}`);
    if (plainPage.status !== 200 && !redirectTarget(page)) {
      return {findings: [], skipped: 'There is no return page.'};
    }
    const findings: Finding[] = [];
    const target = redirectTarget(page);
    if (target?.origin === FOREIGN_ORIGIN)
      findings.push(createFinding('open_redirect', `${describeResponse(page)}, and leads to ${target.origin}`));
    else if (page.text.includes(FOREIGN_ORIGIN))
      findings.push(createFinding('open_redirect', `${page.requestLine} has ${FOREIGN_ORIGIN} in its page`));
    if (page.text.includes(INJECTED_SCRIPT))
      findings.push(createFinding('echoes_html', `${page.requestLine} has the script of its URL in its page`));
    const gap = plainPage.status === 200 ? scriptPolicyGap(plainPage.headers.get('content-security-policy')) : null;
    if (gap !== null) findings.push(createFinding('return_policy_missing', `${plainPage.requestLine} answered ${gap}`));
    return {findings};
  },
};
