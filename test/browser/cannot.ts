import type {Engine} from '../tools/engines.ts';

interface Cannot {
  engine: Engine;
  /** Titles of the suites and of the test, with spaces between; or of a suite, for all its tests. */
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
  {
    engine: 'WebKit',
    test: 'a press by touch at the takeover',
    reason: 'the driver of WebKitGTK 2.50 taps with a mouse',
  },
  {
    engine: 'WebKit',
    test: 'the scroll position at the takeover goes on as the customer scrolls by touch',
    reason: 'the driver of WebKitGTK 2.50 taps with a mouse',
  },
  {
    engine: 'WebKit',
    test: 'the scroll position at the takeover goes on as the customer scrolls by wheel',
    reason: 'the wheel of the driver of WebKitGTK 2.50 does not scroll',
  },
  {
    engine: 'Firefox',
    test: 'the scroll position at the takeover goes on as the customer scrolls by touch',
    reason: 'the touches of WebDriver do not scroll in Firefox 153',
  },
  {
    engine: 'Firefox',
    test: 'a key at the takeover',
    reason: 'keys go to the window that has the focus, and in a run of several engines it has none',
  },
  {
    engine: 'WebKit',
    test: 'a key at the takeover',
    reason: 'keys go to the window that has the focus, and in a run of several engines it has none',
  },
  {
    engine: 'Firefox',
    test: 'a press by touch at the takeover',
    reason: 'a touch that lasts makes no click in Firefox 153, and on a slow machine each of these lasts',
  },
];

/** Why an engine cannot run a test; undefined where it can. */
export const reasonOf = (engine: string | undefined, test: string | undefined): string | undefined =>
  cannot.find((entry) => entry.engine === engine && `${test} `.startsWith(`${entry.test} `))?.reason;
