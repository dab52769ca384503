import type {Finding} from './finding.ts';
import type {Visit} from './visit.ts';

/** What a check came to. Without findings and not skipped, all is well. */
export interface Verdict {
  findings: readonly Finding[];
  /** What else is worth knowing. */
  note?: string;
  /** Why it was not looked at, and how it can be. */
  skipped?: string;
  /** Whether nothing else can be looked at. */
  stop?: boolean;
}

export interface Check {
  /** What holds where there are no findings. */
  name: string;
  look(visit: Visit): Promise<Verdict>;
}

export const NO_SESSION: Verdict = {
  findings: [],
  skipped: 'Give a session of yours: --session scs-… (Monime) or cs_… (PayMongo).',
};
