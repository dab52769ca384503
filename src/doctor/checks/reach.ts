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
    why: 'No browser and no payment provider can reach the endpoint.',
    mend: 'Look for a typing error in the address; else add the DNS record of the host, and wait until it is known.',
  },
  tls: {
    level: 'error',
    title: 'The connection is not secure',
    why: 'Browsers and payment providers refuse a host whose certificate is missing, expired or of another name.',
    mend: 'Renew the certificate, and serve it with its intermediate certificates.',
  },
  unreachable: {
    level: 'error',
    title: 'The connection fails',
    why: 'Nobody answers on this host and port, or the connection is cut before an answer.',
    mend: 'See that the server runs, and that firewall and proxy let the request through to it.',
  },
  no_answer_in_time: {
    level: 'error',
    title: 'No answer comes in time',
    why: 'The widget gives up after ten seconds and tells the customer that the connection is slow.',
    mend: 'Find in the server log what the request waits for: the provider, a database, a proxy with a longer limit.',
  },
  garbled: {
    level: 'error',
    title: 'The answer breaks off or cannot be unpacked',
    why: 'The widget takes it for a lost connection and asks again, in vain.',
    mend: 'Look at what packs answers on the way: a proxy that announces gzip and sends plain text, or a wrong length.',
  },
  rate_limited: {
    level: 'warning',
    title: 'Too many requests, even after the wait that was asked for',
    why: 'The doctor asks less than a single open checkout does: customers will be sent away too.',
    mend: 'Allow a few requests a second for each customer. The widget waits as Retry-After says, and asks at most 45 times a minute.',
  },
  no_retry_after: {
    level: 'warning',
    title: 'Too many requests, without a word about when to come back',
    why: 'Without Retry-After all widgets guess, and may come back together.',
    mend: 'Answer 429 with a Retry-After header in seconds.',
  },
  not_https: {
    level: 'error',
    title: 'The endpoint is not on https',
    why: 'Whoever is on the way can read and change what the customer is shown, the payment address among it.',
    mend: 'Serve the shop on https. Plain http is for this machine alone.',
  },
  redirects: {
    level: 'error',
    title: 'The endpoint is somewhere else',
    why: 'A redirect turns a POST into a GET without its body, and webhooks are not sent on: Monime follows no redirects.',
    mend: 'Give the address to which it leads to the widget (endpoint), to createCheckout (origin, basePath) and to the provider (webhooks).',
  },
  nothing_there: {
    level: 'error',
    title: 'No checkout endpoint is at this address',
    why: 'The widget asks {endpoint}/sessions/{id}; there the rest of the site answers, or nothing.',
    mend: 'Compare the address with basePath (without it /checkout), and see that the framework hands all that is below it, for GET and POST, to checkout.fetch.',
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
  return [createFinding('nothing_there', `${describeResponse(unknown)}${isAll404 ? ', and 404 to all else' : ''}`)];
}

export const httpsCheck: Check = {
  name: 'The address is safe',
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
        findings: [createFinding('redirects', `${describeResponse(unknown)}, and leads to ${address}`)],
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
