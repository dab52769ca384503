import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {states} from '../../../demo/gallery/states.ts';
import {DEFAULT_ROWS, ITEM_HEIGHT_PX, MAX_ROWS, REST_HEIGHT_PX} from '../../../src/core/reserved-height.ts';
import {PUBLIC_PROPERTIES, themeStyles} from '../../../src/widget/views/theme.styles.ts';
import {paletteOf} from '../../../src/core/palette.ts';
import {tableWords} from '../../tools/tables.ts';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const page = read('docs/looks.md');
const words = tableWords(page);
const wordsOf = (title: string) => sorted(words.get(title) ?? []);
const sorted = (names: readonly string[]) => [...new Set(names)].toSorted();

const element = read('src/widget/element/monime-checkout.ts') + read('src/widget/element/invoker-commands.ts');
const sheets = readdirSync(new URL('../../../src/widget', import.meta.url), {encoding: 'utf8', recursive: true})
  .filter((path) => path.endsWith('.styles.ts'))
  .map((path) => read(`src/widget/${path}`))
  .join('\n');
const theme = themeStyles.cssText;

/** The first group of each match. */
const found = (text: string, pattern: RegExp) => sorted([...text.matchAll(pattern)].map(([, name = '']) => name));

describe('docs/looks.md', () => {
  it.each([
    ['slot', /@slot (?:([a-z-]+) )?- /g],
    ['part', /@csspart ([a-z-]+) - /g],
    ['state', /@cssstate ([a-z-]+) - /g],
    ['command', /command === '(--[a-z]+)'/g],
  ])('has each %s of the element, and no other', (title, pattern) => {
    expect(wordsOf(title)).toEqual(found(element, pattern));
    expect(wordsOf(title)).not.toEqual([]);
  });

  it('has each custom property', () => {
    expect(wordsOf('custom property')).toEqual(sorted(PUBLIC_PROPERTIES));
  });

  it('has the sizes of text that are drawn', () => {
    const sizes = [...found(sheets, /font-size: (\d+px)/g), ...found(sheets, /font: (\d+px)/g)];
    expect(wordsOf('size')).toEqual(sorted(sizes));
  });

  it('has the roles of colours that are drawn', () => {
    const derived = Object.keys(paletteOf('#000000', '#ffffff', null)).map((name) => name.slice('--_'.length));
    const set = found(theme, /--_([a-z-]+): (?!.*(?:radius|font))/g);
    expect(wordsOf('role')).toEqual(sorted([...derived, ...set]));
  });

  it.each([
    ['light', 2, /\.look \{(.*?)\}/s],
    ['dark', 3, /:host\(\[data-theme='dark'\]\) \.look \{(.*?)\}/s],
  ] as const)('has the colours of the %s theme', (_, column, block) => {
    const [, rules = ''] = block.exec(theme) ?? [];
    const rows = [...page.matchAll(/^\| `([a-z]+)` +\| `(#\w+)` +\| `(#\w+)` +\|/gm)];
    const drawn = [...rules.matchAll(/--_([a-z]+): (?:var\(--monime-checkout-[a-z]+, )?(#\w{3,6})\b/g)];
    expect(rows.map((row) => `${row[1]} ${row[column]}`).toSorted()).toEqual(
      drawn.map(([, role, colour]) => `${role} ${colour}`).toSorted(),
    );
  });

  it('has the durations that are drawn', () => {
    const durations = [...sheets.matchAll(/animation: [a-z]+ ([^;]*);/g)].flatMap(
      ([, text = '']) => text.match(/[\d.]+s/g) ?? [],
    );
    expect(wordsOf('how long')).toEqual(sorted(durations));
  });

  it('reserves the height that the element reserves', () => {
    // Two pixels are the line around the card.
    const rest = REST_HEIGHT_PX + 2;
    expect(page).toContain(
      `min-block-size: ${rest + DEFAULT_ROWS * ITEM_HEIGHT_PX}px; /* ${rest} + ${ITEM_HEIGHT_PX} for each item, at most ${MAX_ROWS} */`,
    );
  });

  it('points at pages of the gallery', () => {
    const names = found(page, /\/gallery\/state\/([a-z0-9-]+)/g);
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => states.every((state) => state.name !== name))).toEqual([]);
  });
});
