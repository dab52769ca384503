import {describe, isJson, isRefused} from '../answers.ts';
import type {Check} from '../check.ts';
import {type Finding, finder} from '../finding.ts';
import {UNKNOWN} from '../visit.ts';

export const REFUSALS = {
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
  error_not_json: {
    level: 'warning',
    title: 'Errors are pages, not JSON',
    why: 'The widget understands {error: {code, message}}; of a page it knows the status alone, and so do you in monime-error.',
    mend: 'Let no error page of the framework or proxy replace the answers of the endpoint.',
  },
} as const;

const found = finder(REFUSALS);

export const refusals: Check = {
  name: 'What does not exist is not found',
  async look(visit) {
    const findings: Finding[] = [];
    // An endpoint knows by the prefix of an id that it is another provider's, and asks its own about the rest alone.
    const first = await visit.unknown();
    const isSure = visit.session !== null || !isRefused(first);
    const unknown = isSure ? first : await visit.read(UNKNOWN.paymongo);
    const malformed = await visit.malformed();
    if (unknown.status >= 500) findings.push(found('unknown_id_fails', describe(unknown)));
    else if (!isRefused(unknown)) findings.push(found('unknown_id_answers', describe(unknown)));
    else if (!isJson(unknown)) findings.push(found('error_not_json', describe(unknown)));
    // What fails for any id says nothing about this one.
    const failsAlike = unknown.status >= 500 && malformed.status >= 500;
    if (!isRefused(malformed) && !failsAlike) findings.push(found('malformed_id_passes', describe(malformed)));
    return {findings};
  },
};
