import type {Engine} from '../tools/engines.ts';

interface Cannot {
  engine: Engine;
  /** Titles of the suites and of the test, with spaces between. */
  test: string;
  reason: string;
}

/** What an engine cannot do: these tests are skipped there, counted as such, and named at the end of a run. */
const cannot: readonly Cannot[] = [
  {
    engine: 'WebKit',
    test: 'life in a page neither loads again nor shuts the dialog where moveBefore moves it',
    reason: 'WebKitGTK 2.50 has no moveBefore',
  },
  {
    engine: 'WebKit',
    test: 'a dialog that the page removes stays open and modal where moveBefore moves it',
    reason: 'WebKitGTK 2.50 has no moveBefore',
  },
];

/** Why an engine cannot run a test; undefined where it can. */
export const reasonOf = (engine: string | undefined, test: string | undefined): string | undefined =>
  cannot.find((entry) => entry.engine === engine && entry.test === test)?.reason;
