import {describeResponse, errorCodeOf, isRefused} from '../responses.ts';
import type {Check} from '../check.ts';
import {type Finding, findingFactory} from '../finding.ts';
import {createdId, isRefusedAsPaid} from '../read.ts';
import {FOREIGN_ORIGIN} from '../check-context.ts';

export const CREATE_FINDINGS = {
  stranger_creates: {
    level: 'error',
    title: 'Any site can create sessions',
    why: "A page of another site can create sessions in your customers' browsers, with their cookies if the browser sends them.",
    fix: 'Refuse a POST with 403 unless its Origin is one of your pages. The server half does this with origin and origins.',
  },
  form_creates: {
    level: 'error',
    title: 'The endpoint creates a session from a form',
    why: 'Forms of any site can send text. Only a required JSON content type makes the browser send a preflight request.',
    fix: 'Respond with 415 unless Content-Type is application/json.',
  },
  creates_twice: {
    level: 'error',
    title: 'The same request creates two sessions',
    why: 'If a response is lost, the widget retries with the same Idempotency-Key. With two sessions, the customer can pay twice.',
    fix: 'Return the open session of the order, or the one that was created for this key.',
  },
  create_fails: {
    level: 'error',
    title: 'The endpoint creates no session',
    why: 'The customer clicks the button and cannot pay.',
    fix: 'See the code: for origin_refused add the origin to origins, for invalid_order or create_failed check createSession. The server log has details.',
  },
} as const;

const createFinding = findingFactory(CREATE_FINDINGS);

export const createSessionCheck: Check = {
  name: 'Only your pages can create sessions',
  async run(context) {
    const stranger = await context.createSession(FOREIGN_ORIGIN, 'application/json');
    const form = await context.createSession(context.origin, 'text/plain');
    const created = await context.createResponse();
    if (!stranger || !form || !created) {
      return {
        findings: [],
        skipped: "To run this check, pass what your page sends: --create '{…}'. It creates a real session.",
      };
    }
    if ([stranger, form, created].every(({status}) => status === 404 || status === 405)) {
      return {findings: [], note: 'browsers cannot create sessions here: createSession is not set'};
    }
    if (errorCodeOf(created) === 'origin_refused' && !(await context.isOriginAllowed())) {
      return {findings: [], skipped: `The endpoint refuses pages on ${context.origin}: see above.`};
    }
    const findings: Finding[] = [];
    if (!isRefused(stranger))
      findings.push(createFinding('stranger_creates', `${describeResponse(stranger)} (from ${FOREIGN_ORIGIN})`));
    if (!isRefused(form)) findings.push(createFinding('form_creates', `${describeResponse(form)} (to text/plain)`));
    if (isRefusedAsPaid(created)) return {findings, note: 'the order is paid: name an unpaid one'};
    const id = createdId(created);
    if (id === null) findings.push(createFinding('create_fails', describeResponse(created)));
    const again = id === null ? null : await context.createSession(context.origin, 'application/json');
    const secondId = again && createdId(again);
    if (again && secondId !== null && secondId !== id)
      findings.push(createFinding('creates_twice', `${again.requestLine} answered ${id}, and then ${secondId}`));
    return {findings, ...(id !== null && {note: `${id} was created`})};
  },
};
