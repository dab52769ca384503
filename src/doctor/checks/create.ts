import {describe, errorCodeOf, isRefused} from '../answers.ts';
import type {Check} from '../check.ts';
import {type Finding, finder} from '../finding.ts';
import {createdId} from '../read.ts';
import {STRANGER} from '../visit.ts';

export const CREATE = {
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
  create_fails: {
    level: 'error',
    title: 'No session is created',
    why: 'The customer presses the button and cannot pay.',
    mend: 'The code says why: origin_refused (add the origin to origins), invalid_order or create_failed (look at createSession); the server log has more.',
  },
} as const;

const found = finder(CREATE);

export const create: Check = {
  name: 'Your pages alone can create sessions',
  async look(visit) {
    const stranger = await visit.create(STRANGER, 'application/json');
    const form = await visit.create(visit.origin, 'text/plain');
    const created = await visit.created();
    if (!stranger || !form || !created) {
      return {
        findings: [],
        skipped: "Give what your page sends: --create '{…}'. It makes a real session, as a customer does.",
      };
    }
    if ([stranger, form, created].every(({status}) => status === 404 || status === 405)) {
      return {findings: [], note: 'browsers cannot create sessions here: createSession is not set'};
    }
    if (errorCodeOf(created) === 'origin_refused' && !(await visit.isWelcome())) {
      return {findings: [], skipped: `Pages on ${visit.origin} are refused: see above.`};
    }
    const findings: Finding[] = [];
    if (!isRefused(stranger)) findings.push(found('stranger_creates', `${describe(stranger)} (from ${STRANGER})`));
    if (!isRefused(form)) findings.push(found('form_creates', `${describe(form)} (to text/plain)`));
    const id = createdId(created, visit);
    if (id === null) findings.push(found('create_fails', describe(created)));
    return {findings, ...(id !== null && {note: `${id} was created`})};
  },
};
