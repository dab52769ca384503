import type {Reporter} from '@web/test-runner';
import * as z from 'zod/mini';

const Counts = z.object({
  passed: z.int(),
  failed: z.int(),
  skipped: z.int(),
  /** A line each: the title of a test and why it failed, or a file that failed without a failed test. */
  failures: z.array(z.string()),
});
export type Counts = z.infer<typeof Counts>;

/** Counts as `countsReporter` writes them. */
export const readCounts = (json: string): Counts => Counts.parse(JSON.parse(json));

const Tests = z.array(
  z.object({status: z.string(), fullName: z.string(), failureMessages: z.optional(z.array(z.string()))}),
);
const VitestReport = z.object({
  testResults: z.array(z.object({status: z.string(), name: z.string(), assertionResults: Tests})),
});

/** Counts of Vitest's JSON report. A file that failed without a failed test (import, hook) is one failure. */
export function vitestCounts(json: string): Counts {
  const counts = none();
  for (const {status, name, assertionResults} of VitestReport.parse(JSON.parse(json)).testResults) {
    const of = (wanted: string) => assertionResults.filter((test) => test.status === wanted);
    const failures = of('failed').map((test) => `${test.fullName} (${name})${reason(test.failureMessages?.[0])}`);
    if (status === 'failed' && failures.length === 0) failures.push(name);
    counts.passed += of('passed').length;
    counts.failed += failures.length;
    counts.skipped += assertionResults.length - of('passed').length - of('failed').length;
    counts.failures.push(...failures);
  }
  return counts;
}

type RunFinished = Parameters<NonNullable<Reporter['onTestRunFinished']>>[0];
type Suite = NonNullable<RunFinished['sessions'][number]['testResults']>;
export interface Session extends Pick<RunFinished['sessions'][number], 'passed' | 'testFile' | 'testResults'> {
  browser: {name: string};
}

/** Counts of Web Test Runner's sessions (a file in a browser). One that failed without a failed test, or ran none, is one failure. */
export function sessionCounts(sessions: Session[]): Counts {
  const counts = none();
  for (const {passed, browser, testFile, testResults} of sessions) {
    const tests = testResults ? allTests(testResults) : [];
    const ran = tests.filter((test) => !test.skipped);
    const failures = ran
      .filter((test) => !test.passed)
      .map((test) => `${test.title} (${testFile} in ${browser.name})${reason(test.message)}`);
    counts.passed += ran.length - failures.length;
    if (failures.length === 0 && !(passed && ran.length > 0)) failures.push(`${testFile} in ${browser.name}`);
    counts.failed += failures.length;
    counts.skipped += tests.length - ran.length;
    counts.failures.push(...failures);
  }
  return counts;
}

/** The first line of a message. */
const reason = (message = ''): string => {
  const [line = ''] = message.trim().split('\n');
  return line && `: ${line}`;
};

interface Test {
  title: string;
  message: string | undefined;
  passed: boolean;
  skipped: boolean;
}

const allTests = ({name, tests, suites}: Suite, parents = ''): Test[] => {
  const titles = `${parents} ${name}`.trim();
  return [
    ...tests.map(({name, passed, skipped, error}) => {
      return {title: `${titles} ${name}`, passed, skipped, message: error?.message};
    }),
    ...suites.flatMap((suite) => allTests(suite, titles)),
  ];
};

/** The last word on a suite: a crash, a missing report or no test at all is a failure too. */
export function verdict(exitCode: number | null, counts: Counts = none()): Counts {
  if (counts.failed > 0 || (exitCode === 0 && counts.passed > 0)) return counts;
  const failure = exitCode === 0 ? 'no test passed' : `the command ended with ${exitCode ?? 'a signal'}`;
  return {...counts, failed: 1, failures: [failure]};
}

/** Adds the counts of a suite to those of a run, with the suite's name before each failure. */
export function add(total: Counts, suite: string, counts: Counts): void {
  for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += counts[key];
  total.failures.push(...counts.failures.map((failure) => `${suite}: ${failure}`));
}

/** The failures a line each, and `N passed, N failed` as the last line. */
export function report(total: Counts): string {
  return [...total.failures.map((failure) => `failed  ${failure}`), '', line(total)].join('\n');
}

export const line = ({passed, failed, skipped}: Omit<Counts, 'failures'>): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

export const none = (): Counts => ({passed: 0, failed: 0, skipped: 0, failures: []});
