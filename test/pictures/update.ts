import {StatePages} from '../tools/state-pages.ts';
import {platformOf, writeBaseline, writePlatform} from './baseline.ts';
import {mainPictures} from './main.ts';
import {shoot} from './shoot.ts';
import {shootShop, shopPictures} from './shop-page.ts';

const pages = await StatePages.open();
try {
  await writePlatform(await platformOf(pages.browser));
  await Promise.all(
    mainPictures.map(async ({state, look}) => {
      await writeBaseline(state.name, await pages.show(state, look, 1, (page) => shoot(page, look)));
    }),
  );
  await Promise.all(shopPictures.map(async (picture) => writeBaseline(picture.name, await shootShop(pages, picture))));
} finally {
  await pages.close();
}
console.log(
  `The baseline of ${mainPictures.length + shopPictures.length} pictures was renewed. Look at every picture that git lists as changed.`,
);
