import * as z from 'zod/mini';
import {ErrorBody} from '../../core/contract/messages.ts';
import {describeResponse, hasJsonObject, isRefused} from '../responses.ts';
import type {Check} from '../check.ts';
import {type Finding, findingFactory} from '../finding.ts';
import {UNKNOWN_IDS} from '../check-context.ts';

export const REFUSAL_FINDINGS = {
  unknown_id_answers: {
    level: 'error',
    title: 'A session that does not exist is answered',
    why: 'A made-up answer can tell a customer anything, "paid" among it; and the widget never learns that the session is gone.',
    mend: 'Answer 404 where the provider does not know the session.',
  },
  unknown_id_fails: {
    level: 'error',
    title: 'A session that does not exist breaks the endpoint',
    why: 'The widget takes a 5xx for a passing failure and keeps asking; a customer with an old link never learns that it is old.',
    mend: "Answer 404 where the provider answers 404. The server log has the error: the provider's token may be wrong, or the provider out of reach.",
  },
  malformed_id_passes: {
    level: 'error',
    title: 'An id that is none reaches the provider',
    why: 'The id becomes part of a URL that is asked with your secret: whoever writes the id chooses what is asked.',
    mend: 'Before any request, refuse with 400 what does not match ^(scs-|cs_)[A-Za-z0-9_-]{1,100}$.',
  },
  unknown_reference: {
    level: 'error',
    title: 'An unknown return reference is not refused',
    why: 'A customer who comes back in the same tab, or anyone with a made-up link, sees an order of someone else or an error.',
    mend: 'Answer GET {endpoint}/returns/{reference} with 404 unless the reference is stored with a session.',
  },
  error_unknown: {
    level: 'warning',
    title: 'Errors do not fit the JSON Schema',
    why: 'The widget understands {error: {code, message}} with a code of its own; of other JSON it knows the status alone.',
    mend: 'Answer errors as monime-checkout/error.schema.json has them: docs/endpoint.md.',
  },
  error_not_json: {
    level: 'warning',
    title: 'Errors are pages, not JSON',
    why: 'The widget understands {error: {code, message}}; of a page it knows the status alone, and so do you in monime-error.',
    mend: 'Let no error page of the framework or proxy replace the answers of the endpoint.',
  },
} as const;

/** It has the form of a reference. */
const UNKNOWN_REFERENCE = 'doctor-knows-no-reference';

const createFinding = findingFactory(REFUSAL_FINDINGS);

export const refusalsCheck: Check = {
  name: 'What does not exist is not found',
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
