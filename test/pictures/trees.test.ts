import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {readManifest} from '../../build/manifest.ts';
import {states} from '../../demo/gallery/states.ts';
import {accessibilityTree} from '../tools/accessibility-tree.ts';
import {noteNames, type RenderedNames, renderedNames} from '../tools/rendered-names.ts';
import {StatePages} from '../tools/state-pages.ts';

let pages: StatePages;
beforeAll(async () => {
  pages = await StatePages.open(4, 1, noteNames);
});
afterAll(() => pages.close());

const rendered = new Map<string, RenderedNames>();

describe.concurrent('what a screen reader is told', () => {
  it.for(states)('of $name', async (state, {expect}) => {
    const look = {theme: 'light', dir: 'ltr', width: 390, height: 844} as const;
    const tree = await pages.show(state, look, 1, async (page) => {
      const tree = await accessibilityTree(page);
      rendered.set(state.name, await renderedNames(page));
      return tree;
    });
    expect(`\n${tree}\n`).toMatchSnapshot();
  });
});

const {attributes, events, slots, cssParts, cssProperties, cssStates} = readManifest();

// The manifest names what the documents name: test/package/manifest.test.ts compares them.
describe.each([
  ['attribute', attributes],
  ['event', events],
  ['slot', slots],
  ['part', cssParts],
  ['custom property', cssProperties],
  ['state', cssStates],
] as const)('the states of the gallery together', (kind, described) => {
  it(`use every documented ${kind}, and no other`, () => {
    expect(rendered.size).toBe(states.length);
    const used = new Set([...rendered.values()].flatMap((names) => names[kind]));
    expect([...used].toSorted()).toEqual(described.map(({name}) => name).toSorted());
  });
});
