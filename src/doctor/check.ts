import type {Finding} from './finding.ts';
import type {CheckContext} from './check-context.ts';

/** The result of a check. It passed if there are no findings and `skipped` is not set. */
export interface CheckResult {
  findings: readonly Finding[];
  /** An additional detail to print. */
  note?: string;
  /** Why the check was skipped, and how to enable it. */
  skipped?: string;
  /** Whether all later checks are pointless. */
  endsRun?: boolean;
}

export interface Check {
  /** What is true if there are no findings. */
  name: string;
  run(context: CheckContext): Promise<CheckResult>;
}

export const SESSION_NEEDED: CheckResult = {
  findings: [],
  skipped: 'To run this check, name a session: --session scs-… (Monime) or cs_… (PayMongo).',
};
