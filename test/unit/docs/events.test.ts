import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {CheckoutError} from '../../../src/core/error.ts';
import * as events from '../../../src/widget/events.ts';
import {sessionWith} from '../sessions.ts';

const page = readFileSync(new URL('../../../docs/events.md', import.meta.url), 'utf8');

/** The cells of the rows that begin like this. */
function rows(first: RegExp): string[][] {
  return page
    .split('\n')
    .filter((line) => line.startsWith('|') && first.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));
}

const words = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);

const told = [
  new events.MonimeReadyEvent(sessionWith()),
  new events.MonimeOpenEvent(sessionWith(), 'modal'),
  new events.MonimeFallbackEvent('popup', 'link', 'no_click'),
  new events.MonimeCompleteEvent(sessionWith(), false),
  new events.MonimeCancelEvent(sessionWith(), true),
  new events.MonimeExpireEvent(sessionWith()),
  new events.MonimeBeforeCloseEvent(sessionWith()),
  new events.MonimeCloseEvent(sessionWith()),
  new events.MonimeChangeEvent('ready', 'loading'),
  new events.MonimeErrorEvent(new CheckoutError('network', 'No answer.')),
];

/** The sequences that customers in browsers are heard to make: lists of events in the tests, without their prefix. */
const heard = ['../../browser', '../../e2e', '../../regressions/browser', '../../regressions/e2e'].flatMap((folder) =>
  readdirSync(new URL(folder, import.meta.url))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) =>
      readFileSync(new URL(`${folder}/${name}`, import.meta.url), 'utf8')
        .replaceAll(/(monime-|\{\w+(:\w+)?\})/g, '')
        .replaceAll(/\s+/g, ' '),
    ),
);

describe('docs/events.md', () => {
  it.each(told.map((event) => [event.type, event] as const))('says of %s what it carries', (type, event) => {
    const [row = []] = rows(new RegExp(`^\\| \`${type}\` `));
    const carried = Object.keys(event).filter((name) => name !== 'isTrusted');
    expect(words(row[2]).toSorted()).toEqual(carried.toSorted());
    expect(row[3] !== '').toBe(event.cancelable);
  });

  const sequences = rows(/\| `(ready|open)` /).map(
    ([, title = '', sequence = '']) => [title, words(sequence)] as const,
  );

  it('has the sequences', () => {
    expect(sequences).toHaveLength(14);
  });

  it.each(sequences)('tells a sequence that a customer makes in a browser: %s', (_, sequence) => {
    const list = (names: string[]) => names.map((name) => `'${name}'`).join(', ');
    const whole = list(sequence);
    const ways = [`[${whole}]`, `(${whole})`, ...(sequence.length > 3 ? [`log: [${list(sequence.slice(2))}]`] : [])];
    expect(heard.some((text) => ways.some((way) => text.includes(way)))).toBe(true);
  });
});
