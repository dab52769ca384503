import {allowedOrigin, isReadableFrom} from '../responses.ts';
import type {Check} from '../check.ts';
import {type Finding, findingFactory} from '../finding.ts';
import type {ProbeResponse} from '../probe.ts';
import {FOREIGN_ORIGIN, type CheckContext} from '../check-context.ts';

export const CORS_FINDINGS = {
  cors_refused: {
    level: 'error',
    title: 'Your page may not read the response',
    why: 'The page is on another origin, so the browser blocks the response and the widget reports a lost connection.',
    fix: "Add the page's origin to origins of createCheckout. In another backend, send Access-Control-Allow-Origin with exactly this origin.",
  },
  cors_preflight: {
    level: 'error',
    title: 'Your page may not create sessions',
    why: 'Before a cross-origin POST with JSON, the browser sends OPTIONS. The response does not allow what the widget needs.',
    fix: 'Pass OPTIONS to checkout.fetch too (Next.js: export const OPTIONS = checkout.fetch). In another backend, allow POST with Content-Type and Idempotency-Key.',
  },
  cors_credentials: {
    level: 'error',
    title: "Any page may send requests with your customer's cookies",
    why: "An attacker's page can then read the customer's responses. With *, browsers refuse this, but it is still a mistake.",
    fix: 'Do not send Access-Control-Allow-Credentials, because the widget needs no cross-origin cookies. Allow only the origins of your pages.',
  },
  cors_any: {
    level: 'warning',
    title: 'Any page may read sessions',
    why: "Ids cannot be guessed, but a page that has one can show your customer's order as its own.",
    fix: 'Send Access-Control-Allow-Origin only to the origins of your pages (origins).',
  },
  headers_hidden: {
    level: 'warning',
    title: 'Your page may not read Retry-After',
    why: 'A cross-origin page can only read exposed headers, so the widget does not know how long to wait.',
    fix: 'Send Access-Control-Expose-Headers: Date, Retry-After.',
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
  name: 'Only your pages have cross-origin access',
  async run(context) {
    const read = await context.request((await context.unknownSessionResponse()).url, {
      headers: {Origin: FOREIGN_ORIGIN},
    });
    const foreign = foreignOriginFindings([read, await preflight(context, FOREIGN_ORIGIN)]);
    if (!context.isCrossOrigin) {
      return {findings: foreign, note: "for pages on the endpoint's own origin; use --origin for another"};
    }
    return {findings: [...foreign, ...(await ownPageFindings(context))], note: `a page on ${context.origin}`};
  },
};
