import * as z from 'zod/mini';
import {ErrorBody} from '../../core/contract/messages.ts';
import {describeResponse, hasJsonObject, isRefused} from '../responses.ts';
import type {Check} from '../check.ts';
import {type Finding, findingFactory} from '../finding.ts';
import {UNKNOWN_IDS} from '../check-context.ts';

export const REFUSAL_FINDINGS = {
  unknown_id_answers: {
    level: 'error',
    title: 'The endpoint returns a session that does not exist',
    why: 'An invented response can show a customer anything, even "paid", and the widget never learns that the session is gone.',
    fix: 'Respond with 404 if the provider does not know the session.',
  },
  unknown_id_fails: {
    level: 'error',
    title: 'The endpoint fails for a session that does not exist',
    why: 'The widget treats a 5xx as temporary and keeps retrying, also for an old link.',
    fix: 'Respond with 404 if the provider does. Otherwise see the server log: the token may be wrong, or the provider unreachable.',
  },
  malformed_id_passes: {
    level: 'error',
    title: 'The endpoint accepts an invalid session id',
    why: 'The id becomes part of a URL that is requested with your secret, so an attacker could choose the request.',
    fix: 'Before any request, refuse ids that do not match ^(scs-|cs_)[A-Za-z0-9_-]{1,100}$ with 400.',
  },
  unknown_reference: {
    level: 'error',
    title: 'The endpoint accepts an unknown return reference',
    why: 'A customer who returns in the same tab, or who opens a forged link, sees another order or an error.',
    fix: 'Respond to GET {endpoint}/returns/{reference} with 404 unless the reference is stored with a session.',
  },
  error_unknown: {
    level: 'warning',
    title: 'Errors do not match the JSON Schema',
    why: 'The widget reads {error: {code, message}} with its own codes. Of other JSON it uses only the status.',
    fix: 'Send errors that match monime-checkout/error.schema.json: see docs/endpoint.md.',
  },
  error_not_json: {
    level: 'warning',
    title: 'Errors are HTML pages, not JSON',
    why: 'The widget reads {error: {code, message}}. Of a page it uses only the status.',
    fix: "Do not let an error page of the framework or proxy replace the endpoint's responses.",
  },
} as const;

/** It has the form of a reference. */
const UNKNOWN_REFERENCE = 'doctor-knows-no-reference';

const createFinding = findingFactory(REFUSAL_FINDINGS);

export const refusalsCheck: Check = {
  name: 'Unknown sessions and references are refused',
  async run(context) {
    const findings: Finding[] = [];
    // An endpoint can refuse an id of another provider by its prefix, without a request. A 4xx is conclusive only for
    // an id of the endpoint's own provider, so try both prefixes if the provider is unknown.
    const first = await context.unknownSessionResponse();
    const isConclusive = context.sessionId !== null || !isRefused(first);
    const unknown = isConclusive ? first : await context.requestSession(UNKNOWN_IDS.paymongo);
    const malformed = await context.malformedIdResponse();
    if (unknown.status >= 500) findings.push(createFinding('unknown_id_fails', describeResponse(unknown)));
    else if (!isRefused(unknown)) findings.push(createFinding('unknown_id_answers', describeResponse(unknown)));
    else if (!hasJsonObject(unknown)) findings.push(createFinding('error_not_json', describeResponse(unknown)));
    else if (!z.safeParse(ErrorBody, unknown.json).success)
      findings.push(createFinding('error_unknown', describeResponse(unknown)));
    // If every id fails with a 5xx, the failure says nothing about malformed ids.
    const failsForAnyId = unknown.status >= 500 && malformed.status >= 500;
    if (!isRefused(malformed) && !failsForAnyId)
      findings.push(createFinding('malformed_id_passes', describeResponse(malformed)));
    const returned = await context.request(`${context.endpoint}/returns/${UNKNOWN_REFERENCE}`);
    if (!isRefused(returned) && !failsForAnyId)
      findings.push(createFinding('unknown_reference', describeResponse(returned)));
    return {findings};
  },
};
