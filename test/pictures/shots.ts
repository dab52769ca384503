import {mkdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {GalleryState} from '../../demo/gallery/state.ts';
import {states} from '../../demo/gallery/states.ts';
import {type Look, StatePages} from '../tools/state-pages.ts';
import {sheetPage} from './sheet.ts';
import {shoot} from './shoot.ts';

const folder = fileURLToPath(new URL('../../dist-shots', import.meta.url));

const looks: Look[] = (['light', 'dark'] as const).flatMap((theme) =>
  (['ltr', 'rtl'] as const).flatMap((dir) => [
    {theme, dir, width: 320, height: 568},
    {theme, dir, width: 1280, height: 800},
  ]),
);
const nameOf = ({theme, width, dir}: Look) => `${theme}-${width}-${dir}`;

/** Names of states to make pictures of; all where there are none. */
const asked = new Set(process.argv.slice(2));
const shown = states.filter(({name}) => asked.size === 0 || asked.has(name));

/** Makes a picture of each state in one look, and a sheet with all of them. */
async function makeSheet(pages: StatePages, look: Look, visit: number): Promise<void> {
  const home = join(folder, nameOf(look));
  await mkdir(home, {recursive: true});
  const cell = async (state: GalleryState) => {
    const picture = await pages.show(state, look, visit, (page) => shoot(page, look));
    await writeFile(join(home, `${state.name}.png`), picture);
    return {state, picture};
  };
  const cells = await Promise.all(shown.map(cell));
  const sheet = await pages.borrow(async (page) => {
    // Out of the policy of the page before.
    await page.goto('about:blank');
    await page.setViewport({width: look.width === 320 ? 2800 : 3320, height: 1000});
    await page.setContent(sheetPage(nameOf(look), cells), {waitUntil: 'load'});
    return page.screenshot({fullPage: true});
  });
  await writeFile(join(folder, `${nameOf(look)}.png`), sheet);
}

await rm(folder, {recursive: true, force: true});
const start = performance.now();
const pages = await StatePages.open();
try {
  await Promise.all(looks.map((look, index) => makeSheet(pages, look, index + 1)));
} finally {
  await pages.close();
}
const seconds = Math.round((performance.now() - start) / 1000);
console.log(`${looks.length} sheets of ${shown.length} states stand in ${folder}, made in ${seconds} s.`);
