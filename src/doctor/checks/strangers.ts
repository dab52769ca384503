import {describe, locationOf} from '../answers.ts';
import type {Check} from '../check.ts';
import {type Finding, finder} from '../finding.ts';
import {policyGap} from '../return-page.ts';
import {STRANGER} from '../visit.ts';

export const STRANGERS = {
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

const found = finder(STRANGERS);

const SCRIPT = '"><script>doctor()</script>';
/** Names under which return pages are told where to go on to. */
const NAMES = [
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

export const strangers: Check = {
  name: 'The return page does nothing for strangers',
  async look({ask, base, returned}) {
    const plainPage = await returned();
    const query = new URLSearchParams({
      ref: SCRIPT,
      ...Object.fromEntries(NAMES.map((name) => [name, `${STRANGER}/`])),
    });
    const page = await ask(`${base}/return/success?${query}`);
    if (plainPage.status !== 200 && !locationOf(page)) {
      return {findings: [], skipped: 'There is no return page.'};
    }
    const findings: Finding[] = [];
    const target = locationOf(page);
    if (target?.origin === STRANGER)
      findings.push(found('open_redirect', `${describe(page)}, and leads to ${target.origin}`));
    else if (page.text.includes(STRANGER))
      findings.push(found('open_redirect', `${page.asked} has ${STRANGER} in its page`));
    if (page.text.includes(SCRIPT))
      findings.push(found('echoes_html', `${page.asked} has the script of its URL in its page`));
    const gap = plainPage.status === 200 ? policyGap(plainPage.headers.get('content-security-policy')) : null;
    if (gap !== null) findings.push(found('return_policy_missing', `${plainPage.asked} answered ${gap}`));
    return {findings};
  },
};
