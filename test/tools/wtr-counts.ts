import {writeFileSync} from 'node:fs';
import type {Reporter} from '@web/test-runner';
import {sessionCounts} from './counts.ts';

/** Writes the counts of a run as JSON. */
export const countsReporter = (file: string): Reporter => ({
  onTestRunFinished({sessions}) {
    writeFileSync(file, JSON.stringify(sessionCounts(sessions)));
  },
});
