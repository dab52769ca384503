import {allowedOrigin, isReadable} from '../answers.ts';
import type {Check} from '../check.ts';
import {type Finding, finder} from '../finding.ts';
import type {Answer} from '../probe.ts';
import {STRANGER, type Visit} from '../visit.ts';

export const CORS = {
  cors_refused: {
    level: 'error',
    title: 'The page may not read the answer',
    why: 'The page is on another origin than the endpoint, and the browser keeps the answer from it: the widget sees a lost connection.',
    mend: "Add the page's origin to origins of createCheckout; elsewhere answer Access-Control-Allow-Origin with exactly this origin.",
  },
  cors_preflight: {
    level: 'error',
    title: 'The page may not create sessions',
    why: 'Before a page sends JSON to another origin its browser asks with OPTIONS, and is not allowed what the widget needs.',
    mend: 'Hand OPTIONS to checkout.fetch too (Next.js: export const OPTIONS = checkout.fetch); elsewhere allow POST with Content-Type and Idempotency-Key.',
  },
  cors_credentials: {
    level: 'error',
    title: 'Any page may ask in the name of your customer',
    why: "A stranger's page gets answers that are allowed to carry the cookies of whoever looks at it. (Browsers refuse it with *, so there it is a mistake as well.)",
    mend: 'Leave Access-Control-Allow-Credentials out: the widget needs no cookies on other origins. Allow the origins of your pages, one by one.',
  },
  cors_any: {
    level: 'warning',
    title: 'Any page may read sessions',
    why: "Ids cannot be guessed, but a stranger's page that has got hold of one can show your customer's order as its own.",
    mend: 'Answer Access-Control-Allow-Origin to the origins of your pages alone (origins), and to others nothing.',
  },
  headers_hidden: {
    level: 'warning',
    title: 'The page may not read Retry-After',
    why: 'On another origin a page sees only the headers that are exposed: the widget cannot wait as long as it is asked to.',
    mend: 'Answer Access-Control-Expose-Headers: Date, Retry-After.',
  },
} as const;

const found = finder(CORS);

function listed({headers}: Answer, name: string): string[] {
  return (headers.get(name) ?? '').toLowerCase().split(/\s*,\s*/);
}

function preflight({ask, base}: Visit, origin: string): Promise<Answer> {
  const headers = {
    Origin: origin,
    'Access-Control-Request-Method': 'POST',
    'Access-Control-Request-Headers': 'content-type,idempotency-key',
  };
  return ask(`${base}/sessions`, {method: 'OPTIONS', headers});
}

function ofStrangers(answers: readonly Answer[]): Finding[] {
  const open = answers.find((answer) => allowedOrigin(answer) === '*' || allowedOrigin(answer) === STRANGER);
  if (!open) return [];
  const origin = allowedOrigin(open);
  const seen = `${open.asked} from ${STRANGER} answered Access-Control-Allow-Origin: ${origin}`;
  return open.headers.get('access-control-allow-credentials') === 'true'
    ? [found('cors_credentials', `${seen} with Access-Control-Allow-Credentials: true`)]
    : [found('cors_any', seen)];
}

async function ofThePage(visit: Visit): Promise<Finding[]> {
  const {origin} = visit;
  const findings: Finding[] = [];
  const read = await visit.unknown();
  if (!isReadable(read, origin)) {
    const seen = `${read.asked} from ${origin} answered Access-Control-Allow-Origin: ${allowedOrigin(read) || 'nothing'}`;
    return [found('cors_refused', seen)];
  }
  if (!listed(read, 'access-control-expose-headers').includes('retry-after')) {
    const exposed = listed(read, 'access-control-expose-headers').join(', ');
    findings.push(found('headers_hidden', `${read.asked} exposed ${exposed || 'nothing'}`));
  }
  const asked = await preflight(visit, origin);
  const headers = listed(asked, 'access-control-allow-headers');
  const isAllowed = isReadable(asked, origin);
  const names = ['content-type', 'idempotency-key'].filter((name) => !headers.includes(name) && !headers.includes('*'));
  if (asked.status >= 300 || !isAllowed || names.length > 0) {
    const missing = isAllowed && names.length > 0 ? ` and did not allow ${names.join(', ')}` : '';
    findings.push(
      found(
        'cors_preflight',
        `${asked.asked} from ${origin} answered ${asked.status}${isAllowed ? '' : ' and did not allow the origin'}${missing}`,
      ),
    );
  }
  return findings;
}

export const cors: Check = {
  name: 'Your pages may ask, others may not',
  async look(visit) {
    const read = await visit.ask((await visit.unknown()).url, {headers: {Origin: STRANGER}});
    const strangers = ofStrangers([read, await preflight(visit, STRANGER)]);
    if (!visit.crossOrigin) {
      return {findings: strangers, note: "pages on the endpoint's own origin; --origin looks as another page"};
    }
    return {findings: [...strangers, ...(await ofThePage(visit))], note: `a page on ${visit.origin}`};
  },
};
