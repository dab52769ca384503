import {isLoopback} from '../../core/hosted-url.ts';
import {describeResponse, hasJsonObject, redirectTarget} from '../responses.ts';
import type {Check} from '../check.ts';
import {type Finding, findingFactory} from '../finding.ts';
import {sanitize} from '../sanitize.ts';
import type {ProbeResponse} from '../probe.ts';

export const REACH_FINDINGS = {
  dns: {
    level: 'error',
    title: 'The host is not found',
    why: 'Browsers and payment providers cannot reach the endpoint.',
    fix: "Check the spelling of the URL, or add the host's DNS record.",
  },
  tls: {
    level: 'error',
    title: 'The connection is not secure',
    why: 'Browsers and payment providers refuse a host whose certificate is missing, expired or for another name.',
    fix: 'Renew the certificate, and serve it with its intermediate certificates.',
  },
  unreachable: {
    level: 'error',
    title: 'The connection fails',
    why: 'Nothing listens on this host and port, or the connection is cut before a response.',
    fix: 'Make sure that the server runs, and that firewall and proxy forward the request to it.',
  },
  no_answer_in_time: {
    level: 'error',
    title: 'The response takes too long',
    why: 'The widget gives up after ten seconds and shows that the connection is slow.',
    fix: 'Find in the server log what the request waits for: the provider, a database, or a proxy with a longer limit.',
  },
  garbled: {
    level: 'error',
    title: 'The response is cut off or cannot be decompressed',
    why: 'The widget treats this as a lost connection and retries without success.',
    fix: 'Check the proxies that compress responses, for example for a gzip header on plain text, or a wrong length.',
  },
  rate_limited: {
    level: 'warning',
    title: 'The endpoint limits requests even after the requested wait',
    why: 'The doctor sends fewer requests than one open checkout, so customers are refused too.',
    fix: 'Allow a few requests per second for each customer. The widget respects Retry-After and sends at most 45 requests per minute.',
  },
  no_retry_after: {
    level: 'warning',
    title: 'The endpoint limits requests without Retry-After',
    why: 'Without this header, all widgets guess the wait and may retry at the same time.',
    fix: 'Send a Retry-After header in seconds with every 429.',
  },
  not_https: {
    level: 'error',
    title: 'The endpoint does not use https',
    why: 'Anyone on the network can read and change what the customer sees, including the payment URL.',
    fix: 'Serve the shop over https. Plain http is only for your own machine.',
  },
  redirects: {
    level: 'error',
    title: 'The endpoint redirects',
    why: 'A redirect turns a POST into a GET without a body, and Monime does not follow redirects of webhooks.',
    fix: "Use the redirect's target in the widget (endpoint), in createCheckout (origin, basePath) and at the provider (webhooks).",
  },
  nothing_there: {
    level: 'error',
    title: 'There is no checkout endpoint at this URL',
    why: 'The widget requests {endpoint}/sessions/{id}, but the rest of the site responds, or nothing does.',
    fix: 'Compare the URL with basePath (default: /checkout), and pass GET and POST of all paths below it to checkout.fetch.',
  },
} as const;

const createFinding = findingFactory(REACH_FINDINGS);

/** Ignores a failure here, because the request's own check reports it. */
function nullOnFailure(response: Promise<ProbeResponse | null>): Promise<ProbeResponse | null> {
  return response.catch(() => null);
}

function missingEndpointFindings(responses: readonly ProbeResponse[], session: ProbeResponse | null): Finding[] {
  const [unknown] = responses;
  const isMounted = session !== null && hasJsonObject(session);
  const hasJson = responses.some(hasJsonObject);
  const isAll404 = responses.every(({status}) => status === 404);
  if (!unknown || isMounted || (hasJson && !isAll404)) return [];
  return [
    createFinding('nothing_there', `${describeResponse(unknown)}${isAll404 ? ', and 404 to all other requests' : ''}`),
  ];
}

export const httpsCheck: Check = {
  name: 'The endpoint uses https',
  async run({endpoint}) {
    const {protocol, hostname} = new URL(endpoint);
    if (protocol === 'https:') return {findings: []};
    return isLoopback(hostname)
      ? {findings: [], note: 'http on this machine'}
      : {findings: [createFinding('not_https', endpoint)]};
  },
};

export const reachCheck: Check = {
  name: 'The endpoint can be reached',
  async run(context) {
    const unknown = await context.unknownSessionResponse();
    const target = redirectTarget(unknown);
    if (target) {
      const address = sanitize(`${target.origin}${target.pathname}`);
      return {
        findings: [createFinding('redirects', `${describeResponse(unknown)}, redirecting to ${address}`)],
        endsRun: true,
      };
    }
    const others = [
      await nullOnFailure(context.malformedIdResponse()),
      await nullOnFailure(context.returnPageResponse()),
    ].filter((response) => response !== null);
    // Does not create a session here, because the URL may not be a checkout endpoint.
    const session = context.sessionId === null ? null : await nullOnFailure(context.sessionResponse());
    const findings = missingEndpointFindings([unknown, ...others], session);
    return {
      findings,
      note: `${Math.round(unknown.durationMs)} ms`,
      endsRun: findings.length > 0,
    };
  },
};
