import {mkdir, writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import pixelmatch from 'pixelmatch';
import {PNG} from 'pngjs';
import {afterAll, beforeAll, describe, it} from 'vitest';
import {StatePages} from '../tools/state-pages.ts';
import {pictureOf, platformOf, readBaseline, readPlatform} from './baseline.ts';
import {mainPictures} from './main.ts';
import {shoot} from './shoot.ts';
import {shootShop, shopPictures} from './shop-page.ts';

/** How far a pixel may be off, from 0 to 1; 0.05 is about 13 of 255 shades of grey. Antialiasing is left out. */
const THRESHOLD = 0.05;
/** How many pixels may be further off. */
const TOLERANCE = 20;

const differences = fileURLToPath(new URL('../../dist-shots/differences', import.meta.url));

let pages: StatePages;
/** Why no picture can be compared here; null if they can. */
let obstacle: string | null;
beforeAll(async () => {
  pages = await StatePages.open();
  const [here, there] = await Promise.all([platformOf(pages.browser), readPlatform()]);
  obstacle = here === there ? null : `The baseline was made with ${there}, this is ${here}.`;
  if (obstacle) console.log(`No picture is compared. ${obstacle}`);
});
afterAll(() => pages.close());

/** Writes a picture of a failing test to a file and returns its path. */
async function keep(file: string, picture: PNG): Promise<string> {
  await mkdir(differences, {recursive: true});
  await writeFile(`${differences}/${file}`, PNG.sync.write(picture));
  return `${differences}/${file}`;
}

/** Describes how a picture differs from the baseline, and where to see it; null if it does not. */
async function differenceOf(name: string, actual: PNG): Promise<string | null> {
  const baseline = await readBaseline(name);
  const {width, height} = baseline;
  if (actual.width !== width || actual.height !== height) {
    const size = `${actual.width} × ${actual.height} and not ${width} × ${height} pixels`;
    return `It is ${size}: ${await keep(`${name}-actual.png`, actual)}`;
  }
  const difference = new PNG({width, height});
  const off = pixelmatch(actual.data, baseline.data, difference.data, width, height, {threshold: THRESHOLD});
  if (off <= TOLERANCE) return null;
  await keep(`${name}-actual.png`, actual);
  return `${off} pixels differ: ${await keep(`${name}.png`, difference)}`;
}

describe.concurrent('the picture of', () => {
  it.for(mainPictures)('$state.name is that of the baseline', async ({state, look}, {expect, skip}) => {
    if (obstacle) skip(obstacle);
    const picture = await pages.show(state, look, 1, (page) => shoot(page, look));
    expect(await differenceOf(state.name, pictureOf(picture))).toBeNull();
  });

  it.for(shopPictures)('$name is that of the baseline', async (picture, {expect, skip}) => {
    if (obstacle) skip(obstacle);
    expect(await differenceOf(picture.name, pictureOf(await shootShop(pages, picture)))).toBeNull();
  });
});
