import type {Check, CheckResult} from './check.ts';
import {corsCheck} from './checks/cors.ts';
import {createSessionCheck} from './checks/create.ts';
import {cacheCheck, clockCheck} from './checks/freshness.ts';
import {hostedPageCheck} from './checks/hosted-page.ts';
import {privacyCheck} from './checks/privacy.ts';
import {REACH_FINDINGS, reachCheck, httpsCheck} from './checks/reach.ts';
import {refusalsCheck} from './checks/refusals.ts';
import {returnByGetCheck, returnByPostCheck} from './checks/returns.ts';
import {sessionCheck} from './checks/session.ts';
import {strangersCheck} from './checks/strangers.ts';
import {signedWebhookCheck, unsignedWebhookCheck} from './checks/webhooks.ts';
import {type Finding, findingFactory} from './finding.ts';
import {ProbeError} from './probe.ts';
import {createCheckContext, type CheckContext, type DoctorOptions} from './check-context.ts';

/** The result of one check, as it is printed. */
export interface CheckReport {
  name: string;
  findings: readonly Finding[];
  note: string | null;
  /** Why the check was skipped; null if it ran. */
  skipped: string | null;
}

/** In order of execution: later checks reuse the cached responses of earlier ones. */
const CHECKS: readonly Check[] = [
  httpsCheck,
  reachCheck,
  refusalsCheck,
  corsCheck,
  createSessionCheck,
  sessionCheck,
  cacheCheck,
  clockCheck,
  returnByGetCheck,
  returnByPostCheck,
  strangersCheck,
  unsignedWebhookCheck,
  signedWebhookCheck,
  hostedPageCheck,
  privacyCheck,
];

/** Why the remaining checks were skipped. */
export const NOTHING_TO_CHECK = 'There is no endpoint to check.';

const NOT_RUN: CheckResult = {findings: [], skipped: NOTHING_TO_CHECK};

const createFinding = findingFactory(REACH_FINDINGS);

/** Runs one check. A request without a usable response becomes a finding. */
async function runCheck(check: Check, context: CheckContext): Promise<CheckResult> {
  try {
    return await check.run(context);
  } catch (error) {
    if (error instanceof ProbeError) return {findings: [createFinding(error.failure, error.message)]};
    throw error;
  }
}

/** Runs all checks against an endpoint, with one request at a time. Reports each finding code only once. */
export async function examine(options: DoctorOptions): Promise<CheckReport[]> {
  const context = createCheckContext(options);
  const reports: CheckReport[] = [];
  let hasEnded = false;
  for (const check of CHECKS) {
    const result: CheckResult = hasEnded ? NOT_RUN : await runCheck(check, context);
    const reportedCodes = new Set(reports.flatMap(({findings}) => findings.map(({code}) => code)));
    const findings = result.findings.filter(({code}) => !reportedCodes.has(code) && reportedCodes.add(code));
    const repeated = result.findings.length > 0 && findings.length === 0 ? result.findings[0] : undefined;
    const skipped = result.skipped ?? (repeated && `It has the same finding as above: ${repeated.code}.`);
    reports.push({name: check.name, findings, note: result.note ?? null, skipped: skipped ?? null});
    hasEnded ||= result.endsRun ?? (check === reachCheck && findings.length > 0);
  }
  return reports;
}
