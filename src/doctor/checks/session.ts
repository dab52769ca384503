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
    title: 'The session is not answered',
    why: 'The customer sees that the order could not be loaded.',
    mend: 'See that the session is of the same account and mode (test or live) as the secret of this endpoint; the server log has the reason.',
  },
  session_not_json: {
    level: 'error',
    title: 'The session is answered with a page',
    why: 'The widget reads JSON. A page comes from something before the endpoint: a login, a firewall, a catch-all of the framework.',
    mend: 'Let requests below the endpoint through to it, whoever asks.',
  },
  invalid_session: {
    level: 'error',
    title: 'The answer is not a session',
    why: 'The widget refuses it with invalid_session, naming the same path.',
    mend: "Answer the provider's own JSON as it came, or a session as the type CheckoutSession of monime-checkout/server has it.",
  },
  unknown_status: {
    level: 'error',
    title: 'The status is a word that the widget does not know',
    why: 'It takes every unknown word for processing: the customer can neither pay nor see that they have paid.',
    mend: 'Answer open, processing, completed, cancelled or expired: docs/endpoint.md has them by provider.',
  },
  off_contract: {
    level: 'warning',
    title: 'The session does not fit its JSON Schema',
    why: 'The widget reads it all the same, but leaves the field out or reads it in its own way.',
    mend: 'Send the field as monime-checkout/session.schema.json has it, or leave it out.',
  },
  wrong_session: {
    level: 'error',
    title: 'Another session is answered than was asked for',
    why: "The customer would see, and pay, somebody else's order; the widget refuses it.",
    mend: 'Answer by the id in the URL. A cache that takes no heed of the path is another cause.',
  },
  unsafe_hosted_url: {
    level: 'error',
    title: 'The widget refuses the address of the hosted page',
    why: "It sends customers to the providers' hosts alone, on https: a changed address is how a payment is stolen.",
    mend: "Answer the provider's URL unchanged. For a host of your own that you trust, set allowed-hosts on the element, and --allowed-hosts here.",
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
  name: 'The session is answered as the widget reads it',
  async run(context) {
    const id = await context.resolveSessionId();
    const response = await context.sessionResponse();
    if (id === null || response === null) return SESSION_NEEDED;
    const {status} = response;
    if (status === 401 || status === 403) {
      const why = errorCodeOf(response) === 'not_allowed' ? ', authorize' : '';
      return {findings: [], skipped: `The endpoint does not let the doctor read this session (${status}${why}).`};
    }
    if (status !== 200) return {findings: [createFinding('session_fails', describeResponse(response))]};
    if (!hasJsonObject(response)) return {findings: [createFinding('session_not_json', describeResponse(response))]};
    return sessionResult(response, id, context);
  },
};
