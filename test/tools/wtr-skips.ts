import type {Reporter, TestSuiteResult} from '@web/test-runner';
import {reasonOf} from '../browser/cannot.ts';

/** Names each test that was skipped, with the engine and what it cannot do, at the end of a run. */
export const skipsReporter = (): Reporter => ({
  stop({sessions}) {
    const lines = sessions.flatMap(({browser: {name}, testResults}) =>
      (testResults ? skippedIn(testResults) : []).map(
        (test) => `${name} skipped "${test}": ${reasonOf(name, test) ?? 'nobody said why'}`,
      ),
    );
    if (lines.length > 0) console.log(`${lines.join('\n')}\n`);
  },
});

/** Full titles of the tests that were skipped, as Mocha makes them. */
function skippedIn({name, tests, suites}: TestSuiteResult): string[] {
  const titles = [...tests.filter(({skipped}) => skipped).map((test) => test.name), ...suites.flatMap(skippedIn)];
  return titles.map((title) => `${name} ${title}`.trim());
}
