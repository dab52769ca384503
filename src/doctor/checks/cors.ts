import {allowedOrigin, isReadableFrom} from '../responses.ts';
import type {Check} from '../check.ts';
import {type Finding, findingFactory} from '../finding.ts';
import type {ProbeResponse} from '../probe.ts';
import {FOREIGN_ORIGIN, type CheckContext} from '../check-context.ts';

export const CORS_FINDINGS = {
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

const createFinding = findingFactory(CORS_FINDINGS);

function headerValues({headers}: ProbeResponse, name: string): string[] {
  return (headers.get(name) ?? '').toLowerCase().split(/\s*,\s*/);
}

function preflight({request, endpoint}: CheckContext, origin: string): Promise<ProbeResponse> {
  const headers = {
    Origin: origin,
    'Access-Control-Request-Method': 'POST',
    'Access-Control-Request-Headers': 'content-type,idempotency-key',
  };
  return request(`${endpoint}/sessions`, {method: 'OPTIONS', headers});
}

function foreignOriginFindings(responses: readonly ProbeResponse[]): Finding[] {
  const open = responses.find(
    (response) => allowedOrigin(response) === '*' || allowedOrigin(response) === FOREIGN_ORIGIN,
  );
  if (!open) return [];
  const origin = allowedOrigin(open);
  const seen = `${open.requestLine} from ${FOREIGN_ORIGIN} answered Access-Control-Allow-Origin: ${origin}`;
  return open.headers.get('access-control-allow-credentials') === 'true'
    ? [createFinding('cors_credentials', `${seen} with Access-Control-Allow-Credentials: true`)]
    : [createFinding('cors_any', seen)];
}

async function ownPageFindings(context: CheckContext): Promise<Finding[]> {
  const {origin} = context;
  const findings: Finding[] = [];
  const read = await context.unknownSessionResponse();
  if (!isReadableFrom(read, origin)) {
    const seen = `${read.requestLine} from ${origin} answered Access-Control-Allow-Origin: ${allowedOrigin(read) || 'nothing'}`;
    return [createFinding('cors_refused', seen)];
  }
  if (!headerValues(read, 'access-control-expose-headers').includes('retry-after')) {
    const exposed = headerValues(read, 'access-control-expose-headers').join(', ');
    findings.push(createFinding('headers_hidden', `${read.requestLine} exposed ${exposed || 'nothing'}`));
  }
  const preflightResponse = await preflight(context, origin);
  const headers = headerValues(preflightResponse, 'access-control-allow-headers');
  const isAllowed = isReadableFrom(preflightResponse, origin);
  const names = ['content-type', 'idempotency-key'].filter((name) => !headers.includes(name) && !headers.includes('*'));
  if (preflightResponse.status >= 300 || !isAllowed || names.length > 0) {
    const missing = isAllowed && names.length > 0 ? ` and did not allow ${names.join(', ')}` : '';
    findings.push(
      createFinding(
        'cors_preflight',
        `${preflightResponse.requestLine} from ${origin} answered ${preflightResponse.status}${isAllowed ? '' : ' and did not allow the origin'}${missing}`,
      ),
    );
  }
  return findings;
}

export const corsCheck: Check = {
  name: 'Your pages may ask, others may not',
  async run(context) {
    const read = await context.request((await context.unknownSessionResponse()).url, {
      headers: {Origin: FOREIGN_ORIGIN},
    });
    const foreign = foreignOriginFindings([read, await preflight(context, FOREIGN_ORIGIN)]);
    if (!context.isCrossOrigin) {
      return {findings: foreign, note: "pages on the endpoint's own origin; --origin looks as another page"};
    }
    return {findings: [...foreign, ...(await ownPageFindings(context))], note: `a page on ${context.origin}`};
  },
};
