import {describe, expect, it} from 'vitest';
import {sessionCounts, verdict, vitestCounts, type Session} from '../../tools/counts.ts';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({status: test})),
});
const vitestReport = (...testResults: object[]) => JSON.stringify({testResults});

const session = (passed: boolean, ...tests: ('passed' | 'failed' | 'skipped')[]): Session => {
  const results = tests.map((test) => ({name: test, passed: test === 'passed', skipped: test === 'skipped'}));
  return {
    passed,
    testResults: {name: '', tests: results.slice(1), suites: [{name: 'inner', tests: results.slice(0, 1), suites: []}]},
  };
};

describe('vitestCounts', () => {
  it('adds up the files', () => {
    const json = vitestReport(file('passed', 'passed', 'skipped'), file('failed', 'failed', 'failed', 'passed'));
    expect(vitestCounts(json)).toEqual({passed: 2, failed: 2, skipped: 1});
  });

  it('counts a file that could not be imported as a failure', () => {
    expect(vitestCounts(vitestReport(file('failed')))).toEqual({passed: 0, failed: 1, skipped: 0});
  });

  it('counts a failing hook as a failure', () => {
    expect(vitestCounts(vitestReport(file('failed', 'passed')))).toEqual({passed: 1, failed: 1, skipped: 0});
  });
});

describe('sessionCounts', () => {
  it('adds up suites in suites', () => {
    const sessions = [session(true, 'passed', 'passed', 'skipped'), session(false, 'failed', 'passed', 'failed')];
    expect(sessionCounts(sessions)).toEqual({passed: 3, failed: 2, skipped: 1});
  });

  it('counts a page that crashed as a failure', () => {
    expect(sessionCounts([{passed: false}])).toEqual({passed: 0, failed: 1, skipped: 0});
  });

  it.each([[[]], [['skipped' as const]]])('counts a file that ran no test as a failure: %j', (tests) => {
    expect(sessionCounts([session(true, ...tests)]).failed).toBe(1);
  });
});

describe('verdict', () => {
  const passing = {passed: 3, failed: 0, skipped: 1};

  it('leaves the counts of a suite that ended well', () => {
    expect(verdict(0, passing)).toEqual(passing);
  });

  it.each([
    ['without a report', 0, undefined],
    ['without a test', 0, {passed: 0, failed: 0, skipped: 4}],
    ['with a failing exit code', 1, passing],
    ['by a signal', null, passing],
  ])('fails a suite that ended %s', (_end, exitCode, counts) => {
    expect(verdict(exitCode, counts).failed).toBe(1);
  });

  it('does not count a failed suite twice', () => {
    expect(verdict(1, {passed: 3, failed: 2, skipped: 0}).failed).toBe(2);
  });
});
