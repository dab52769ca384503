import type {Check, Verdict} from './check.ts';
import {cors} from './checks/cors.ts';
import {create} from './checks/create.ts';
import {cache, clock} from './checks/freshness.ts';
import {hostedPage} from './checks/hosted-page.ts';
import {privacy} from './checks/privacy.ts';
import {REACH, reach, secure} from './checks/reach.ts';
import {refusals} from './checks/refusals.ts';
import {returnByGet, returnByPost} from './checks/returns.ts';
import {session} from './checks/session.ts';
import {strangers} from './checks/strangers.ts';
import {signed, unsigned} from './checks/webhooks.ts';
import {type Finding, finder} from './finding.ts';
import {ProbeError} from './probe.ts';
import {createVisit, type Visit, type VisitOptions} from './visit.ts';

/** What one check came to. */
export interface Looked {
  name: string;
  findings: readonly Finding[];
  note: string | null;
  /** Why it was not looked at; null where it was. */
  skipped: string | null;
}

/** In the order in which they are made: whoever asks late finds what earlier ones have made. */
const CHECKS: readonly Check[] = [
  secure,
  reach,
  refusals,
  cors,
  create,
  session,
  cache,
  clock,
  returnByGet,
  returnByPost,
  strangers,
  unsigned,
  signed,
  hostedPage,
  privacy,
];

/** Why nothing more was looked at. */
export const NOTHING_THERE = 'There was nothing to look at.';

const NOTHING: Verdict = {findings: [], skipped: NOTHING_THERE};

const found = finder(REACH);

/** Looks at one thing; where no answer comes, that is the finding. */
async function look({look}: Check, visit: Visit): Promise<Verdict> {
  try {
    return await look(visit);
  } catch (error) {
    if (error instanceof ProbeError) return {findings: [found(error.failure, error.message)]};
    throw error;
  }
}

/** Looks at an endpoint, one request after the other. */
export async function examine(options: VisitOptions): Promise<Looked[]> {
  const visit = createVisit(options);
  const all: Looked[] = [];
  let stopped = false;
  for (const check of CHECKS) {
    const verdict: Verdict = stopped ? NOTHING : await look(check, visit);
    const told = new Set(all.flatMap(({findings}) => findings.map(({code}) => code)));
    const findings = verdict.findings.filter(({code}) => !told.has(code) && told.add(code));
    const again = verdict.findings.length > 0 && findings.length === 0 ? verdict.findings[0] : undefined;
    const skipped = verdict.skipped ?? (again && `The same as above: ${again.code}.`);
    all.push({name: check.name, findings, note: verdict.note ?? null, skipped: skipped ?? null});
    stopped ||= verdict.stop ?? (check === reach && findings.length > 0);
  }
  return all;
}
