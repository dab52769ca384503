import {describeResponse, errorCodeOf, isRefused} from '../responses.ts';
import type {Check} from '../check.ts';
import {type Finding, findingFactory} from '../finding.ts';
import {createdId, isRefusedAsPaid} from '../read.ts';
import {FOREIGN_ORIGIN} from '../check-context.ts';

export const CREATE_FINDINGS = {
  stranger_creates: {
    level: 'error',
    title: "A stranger's page can create sessions",
    why: "Any site can make your customers' browsers ask for sessions, with their cookies where the browser sends them.",
    mend: 'Refuse POST with 403 unless its Origin is one of your pages; the server half does, where origin and origins say which they are.',
  },
  form_creates: {
    level: 'error',
    title: 'A session is created from what is not JSON',
    why: 'Plain forms of any site can send text: without the demand for JSON the browser does not even ask first.',
    mend: 'Answer 415 unless Content-Type is application/json.',
  },
  creates_twice: {
    level: 'error',
    title: 'The same request creates two sessions',
    why: 'The widget repeats a request whose answer was lost, with the same Idempotency-Key: the order then has two sessions, and the customer can pay twice.',
    mend: 'Answer the open session of the order, or the one that was made for this key.',
  },
  create_fails: {
    level: 'error',
    title: 'No session is created',
    why: 'The customer presses the button and cannot pay.',
    mend: 'The code says why: origin_refused (add the origin to origins), invalid_order or create_failed (look at createSession); the server log has more.',
  },
} as const;

const createFinding = findingFactory(CREATE_FINDINGS);

export const createSessionCheck: Check = {
  name: 'Your pages alone can create sessions',
  async run(context) {
    const stranger = await context.createSession(FOREIGN_ORIGIN, 'application/json');
    const form = await context.createSession(context.origin, 'text/plain');
    const created = await context.createResponse();
    if (!stranger || !form || !created) {
      return {
        findings: [],
        skipped: "Give what your page sends: --create '{…}'. It makes a real session, as a customer does.",
      };
    }
    if ([stranger, form, created].every(({status}) => status === 404 || status === 405)) {
      return {findings: [], note: 'browsers cannot create sessions here: createSession is not set'};
    }
    if (errorCodeOf(created) === 'origin_refused' && !(await context.isOriginAllowed())) {
      return {findings: [], skipped: `Pages on ${context.origin} are refused: see above.`};
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
