import {describe, expect, it} from 'vitest';
import {add, none, report, sessionCounts, verdict, vitestCounts, type Session} from '../../tools/counts.ts';

const file = (status: string, ...tests: string[]) => ({
  status,
  name: 'a.test.ts',
  assertionResults: tests.map((test) => ({
    status: test,
    fullName: `it ${test}`,
    failureMessages: test === 'failed' ? ['expected 1 to be 2\n    at a.test.ts:3'] : [],
  })),
});
const vitestReport = (...testResults: object[]) => JSON.stringify({testResults});

const inChromium = {browser: {name: 'Chromium'}, testFile: 'a.test.ts'};

const session = (passed: boolean, ...tests: ('passed' | 'failed' | 'skipped')[]): Session => {
  const results = tests.map((test) => ({
    name: test,
    passed: test === 'passed',
    skipped: test === 'skipped',
    error: {message: test === 'failed' ? 'expected 1 to be 2\n  +1\n  -2' : ''},
  }));
  return {
    ...inChromium,
    passed,
    testResults: {
      name: 'outer',
      tests: results.slice(1),
      suites: [{name: 'inner', tests: results.slice(0, 1), suites: []}],
    },
  };
};

describe('vitestCounts', () => {
  it('adds up the files', () => {
    const json = vitestReport(file('passed', 'passed', 'skipped'), file('failed', 'failed', 'failed', 'passed'));
    expect(vitestCounts(json)).toEqual({
      passed: 2,
      failed: 2,
      skipped: 1,
      failures: ['it failed (a.test.ts): expected 1 to be 2', 'it failed (a.test.ts): expected 1 to be 2'],
    });
  });

  it('counts a file that could not be imported as a failure', () => {
    expect(vitestCounts(vitestReport(file('failed')))).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
      failures: ['a.test.ts'],
    });
  });

  it('counts a failing hook as a failure', () => {
    expect(vitestCounts(vitestReport(file('failed', 'passed')))).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
      failures: ['a.test.ts'],
    });
  });
});

describe('sessionCounts', () => {
  it('adds up suites in suites', () => {
    const sessions = [session(true, 'passed', 'passed', 'skipped'), session(false, 'failed', 'passed', 'failed')];
    expect(sessionCounts(sessions)).toEqual({
      passed: 3,
      failed: 2,
      skipped: 1,
      failures: [
        'outer failed (a.test.ts in Chromium): expected 1 to be 2',
        'outer inner failed (a.test.ts in Chromium): expected 1 to be 2',
      ],
    });
  });

  it('counts a page that crashed as a failure', () => {
    expect(sessionCounts([{...inChromium, passed: false}])).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
      failures: ['a.test.ts in Chromium'],
    });
  });

  it.each([[[]], [['skipped' as const]]])('counts a file that ran no test as a failure: %j', (tests) => {
    expect(sessionCounts([session(true, ...tests)]).failed).toBe(1);
  });
});

describe('verdict', () => {
  const passing = {passed: 3, failed: 0, skipped: 1, failures: []};

  it('leaves the counts of a suite that ended well', () => {
    expect(verdict(0, passing)).toEqual(passing);
  });

  it.each([
    ['without a report', 0, undefined],
    ['without a test', 0, {passed: 0, failed: 0, skipped: 4, failures: []}],
    ['with a failing exit code', 1, passing],
    ['by a signal', null, passing],
  ])('fails a suite that ended %s', (_end, exitCode, counts) => {
    const {failed, failures} = verdict(exitCode, counts);
    expect(failed).toBe(1);
    expect(failures).toHaveLength(1);
  });

  it('does not count a failed suite twice', () => {
    expect(verdict(1, {passed: 3, failed: 2, skipped: 0, failures: ['a', 'b']}).failed).toBe(2);
  });
});

describe('report', () => {
  it('names each failure with its suite before the last line', () => {
    const total = none();
    add(total, 'unit', {passed: 3, failed: 1, skipped: 2, failures: ['adds up']});
    add(total, 'e2e', {passed: 1, failed: 0, skipped: 0, failures: []});
    expect(report(total).split('\n')).toEqual(['failed  unit: adds up', '', '4 passed, 1 failed, 2 skipped']);
  });

  it('is the counts alone if all passed', () => {
    expect(report({passed: 3, failed: 0, skipped: 0, failures: []}).trim()).toBe('3 passed, 0 failed');
  });
});
