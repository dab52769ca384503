import {afterAll, beforeAll, describe, it} from 'vitest';
import {StatePages} from '../tools/state-pages.ts';
import {pictureOf, platformOf, readBaseline, readPlatform} from './baseline.ts';
import {differenceBetween} from './compare.ts';
import {mainPictures} from './main.ts';
import {shoot} from './shoot.ts';
import {shootShop, shopPictures} from './shop-page.ts';

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

/** Describes how a picture differs from the baseline, and where to see it; null if it does not. */
async function differenceOf(name: string, picture: Uint8Array): Promise<string | null> {
  return differenceBetween(name, pictureOf(picture), await readBaseline(name));
}

describe.concurrent('the picture of', () => {
  it.for(mainPictures)('$state.name is that of the baseline', async ({state, look}, {expect, skip}) => {
    if (obstacle) skip(obstacle);
    const picture = await pages.show(state, look, 1, (page) => shoot(page, look));
    expect(await differenceOf(state.name, picture)).toBeNull();
  });

  it.for(shopPictures)('$name is that of the baseline', async (picture, {expect, skip}) => {
    if (obstacle) skip(obstacle);
    expect(await differenceOf(picture.name, await shootShop(pages, picture))).toBeNull();
  });
});
