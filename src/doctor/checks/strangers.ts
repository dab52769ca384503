import {describeResponse, redirectTarget} from '../responses.ts';
import type {Check} from '../check.ts';
import {type Finding, findingFactory} from '../finding.ts';
import {scriptPolicyGap} from '../return-page.ts';
import {FOREIGN_ORIGIN} from '../check-context.ts';

export const STRANGER_FINDINGS = {
  open_redirect: {
    level: 'error',
    title: 'The return page redirects to another site',
    why: 'Attackers send customers links to your shop that end on their own site.',
    fix: 'Take the target from your own settings (landing), never from the URL.',
  },
  echoes_html: {
    level: 'error',
    title: 'The return page runs a script from its URL',
    why: 'An attacker whose link a customer opens can do on your site what the customer can.',
    fix: 'Escape everything from the URL in the page, and refuse invalid references.',
  },
  return_policy_missing: {
    level: 'warning',
    title: 'The return page has no strict content security policy',
    why: 'Other sites link to this page, so it should allow only its own script.',
    fix: "Send Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors and the origins of your pages.",
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
  name: 'The return page ignores forged parameters',
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
      findings.push(createFinding('open_redirect', `${describeResponse(page)}, redirecting to ${target.origin}`));
    else if (page.text.includes(FOREIGN_ORIGIN))
      findings.push(createFinding('open_redirect', `${page.requestLine} contains ${FOREIGN_ORIGIN}`));
    if (page.text.includes(INJECTED_SCRIPT))
      findings.push(createFinding('echoes_html', `${page.requestLine} contains the script from its URL`));
    const gap = plainPage.status === 200 ? scriptPolicyGap(plainPage.headers.get('content-security-policy')) : null;
    if (gap !== null) findings.push(createFinding('return_policy_missing', `${plainPage.requestLine} answered ${gap}`));
    return {findings};
  },
};
