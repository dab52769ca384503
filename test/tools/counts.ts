import type {Reporter} from '@web/test-runner';
import * as z from 'zod/mini';

const Counts = z.object({passed: z.int(), failed: z.int(), skipped: z.int()});
export type Counts = z.infer<typeof Counts>;

/** Counts as `countsReporter` writes them. */
export const readCounts = (json: string): Counts => Counts.parse(JSON.parse(json));

const Tests = z.array(z.object({status: z.string()}));
const VitestReport = z.object({
  testResults: z.array(z.object({status: z.string(), assertionResults: Tests})),
});

/** Counts of Vitest's JSON report. A file that failed without a failed test (import, hook) is one failure. */
export function vitestCounts(json: string): Counts {
  const counts = {passed: 0, failed: 0, skipped: 0};
  for (const {status, assertionResults} of VitestReport.parse(JSON.parse(json)).testResults) {
    const failed = assertionResults.filter((test) => test.status === 'failed').length;
    const passed = assertionResults.filter((test) => test.status === 'passed').length;
    counts.passed += passed;
    counts.failed += status === 'failed' ? Math.max(failed, 1) : failed;
    counts.skipped += assertionResults.length - passed - failed;
  }
  return counts;
}

type RunFinished = Parameters<NonNullable<Reporter['onTestRunFinished']>>[0];
export type Session = Pick<RunFinished['sessions'][number], 'passed' | 'testResults'>;
type Suite = NonNullable<Session['testResults']>;

/** Counts of Web Test Runner's sessions (a file in a browser). One that failed without a failed test, or ran none, is one failure. */
export function sessionCounts(sessions: Session[]): Counts {
  const counts = {passed: 0, failed: 0, skipped: 0};
  for (const {passed, testResults} of sessions) {
    const tests = testResults ? allTests(testResults) : [];
    const ran = tests.filter((test) => !test.skipped);
    const failed = ran.filter((test) => !test.passed).length;
    counts.passed += ran.length - failed;
    counts.failed += passed && ran.length > 0 ? failed : Math.max(failed, 1);
    counts.skipped += tests.length - ran.length;
  }
  return counts;
}

const allTests = ({tests, suites}: Suite): Suite['tests'] => [...tests, ...suites.flatMap(allTests)];

/** The last word on a suite: a crash, a missing report or no test at all is a failure too. */
export function verdict(exitCode: number | null, counts: Counts | undefined): Counts {
  const {passed, failed, skipped} = counts ?? {passed: 0, failed: 0, skipped: 0};
  return {passed, skipped, failed: exitCode === 0 && passed > 0 ? failed : Math.max(failed, 1)};
}
