import * as z from 'zod/mini';
import {Session} from '../../core/contract/session.ts';
import {CheckoutError} from '../../core/error.ts';
import {isNormalized} from '../../providers/normalized.ts';
import {describeResponse, errorCodeOf, hasJsonObject} from '../responses.ts';
import {type Check, SESSION_NEEDED, type CheckResult} from '../check.ts';
import {type Finding, findingFactory} from '../finding.ts';
import type {ProbeResponse} from '../probe.ts';
import {readSessionResponse} from '../read.ts';
import type {CheckContext} from '../check-context.ts';

export const SESSION_FINDINGS = {
  session_fails: {
    level: 'error',
    title: 'The endpoint does not return the session',
    why: 'The customer sees that the order could not be loaded.',
    fix: "Make sure that the session belongs to the same account and mode (test or live) as the endpoint's secret. The server log has the reason.",
  },
  session_not_json: {
    level: 'error',
    title: 'The endpoint returns a page instead of the session',
    why: 'The page comes from something in front of the endpoint: a login, a firewall, or a catch-all route of the framework.',
    fix: 'Let all requests below the endpoint reach it, without a login.',
  },
  invalid_session: {
    level: 'error',
    title: 'The response is not a session',
    why: 'The widget refuses it with invalid_session and the same path.',
    fix: "Return the provider's JSON unchanged, or a session of the type CheckoutSession from monime-checkout/server.",
  },
  unknown_status: {
    level: 'error',
    title: 'The widget does not know the status',
    why: 'It treats an unknown status as processing, so the customer can neither pay nor see that the order is paid.',
    fix: "Return open, processing, completed, cancelled or expired: docs/endpoint.md maps each provider's statuses.",
  },
  off_contract: {
    level: 'warning',
    title: 'The session does not match its JSON Schema',
    why: 'The widget still reads it, but ignores or reinterprets the field.',
    fix: 'Send the field as in monime-checkout/session.schema.json, or omit it.',
  },
  wrong_session: {
    level: 'error',
    title: 'The endpoint returns another session than requested',
    why: 'The customer would see and pay another order, so the widget refuses it.',
    fix: 'Return the session with the id in the URL. Another cause is a cache that ignores the path.',
  },
  unsafe_hosted_url: {
    level: 'error',
    title: 'The widget refuses the URL of the hosted page',
    why: "It only sends customers to the providers' hosts over https, because a changed URL can redirect a payment.",
    fix: "Return the provider's URL unchanged. To allow a host of your own, set allowed-hosts on the element, and --allowed-hosts here.",
  },
} as const;

const createFinding = findingFactory(SESSION_FINDINGS);

/** Compares a session in the normalized form with the contract, which is stricter than the widget. */
function contractFindings({requestLine, json}: ProbeResponse): Finding[] {
  if (!isNormalized(json)) return [];
  const issue = z.safeParse(Session, json).error?.issues[0];
  const path = issue?.path.join('.');
  return issue ? [createFinding('off_contract', `${requestLine}: ${path}: ${issue.message}`)] : [];
}

function sessionResult(response: ProbeResponse, id: string, context: CheckContext): CheckResult {
  try {
    const warnings: string[] = [];
    const {provider, status, framing} = readSessionResponse(response, id, context, (text) => warnings.push(text));
    const unknown = warnings.map((text) => createFinding('unknown_status', `${response.requestLine}: ${text}`));
    const findings = unknown.length > 0 ? unknown : contractFindings(response);
    return {findings, note: `${provider}, ${status}, framing ${framing}`};
  } catch (error) {
    if (!(error instanceof CheckoutError)) throw error;
    const seen = `${response.requestLine}: ${error.message}`;
    if (error.code === 'wrong_session') return {findings: [createFinding('wrong_session', seen)]};
    if (error.code === 'unsafe_url') return {findings: [createFinding('unsafe_hosted_url', seen)]};
    return {findings: [createFinding('invalid_session', seen)]};
  }
}

export const sessionCheck: Check = {
  name: 'The widget can read the session',
  async run(context) {
    const id = await context.resolveSessionId();
    const response = await context.sessionResponse();
    if (id === null || response === null) return SESSION_NEEDED;
    const {status} = response;
    if (status === 401 || status === 403) {
      const why = errorCodeOf(response) === 'not_allowed' ? ', authorize' : '';
      return {findings: [], skipped: `The endpoint does not allow the doctor to read this session (${status}${why}).`};
    }
    if (status !== 200) return {findings: [createFinding('session_fails', describeResponse(response))]};
    if (!hasJsonObject(response)) return {findings: [createFinding('session_not_json', describeResponse(response))]};
    return sessionResult(response, id, context);
  },
};
