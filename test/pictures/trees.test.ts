import {afterAll, beforeAll, describe, it} from 'vitest';
import {states} from '../../demo/gallery/states.ts';
import {accessibilityTree} from '../tools/accessibility-tree.ts';
import {StatePages} from '../tools/state-pages.ts';

let pages: StatePages;
beforeAll(async () => {
  pages = await StatePages.open();
});
afterAll(() => pages.close());

describe.concurrent('what a screen reader is told', () => {
  it.for(states)('of $name', async (state, {expect}) => {
    const tree = await pages.show(state, {theme: 'light', dir: 'ltr', width: 390, height: 844}, 1, accessibilityTree);
    expect(`\n${tree}\n`).toMatchSnapshot();
  });
});
