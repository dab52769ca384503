import {writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {StatePages} from '../tools/state-pages.ts';
import {docsPictures, shootForDocs, useOneFont} from './docs-pictures.ts';

const pathOf = (file: string) => fileURLToPath(new URL(`../../docs/pictures/${file}`, import.meta.url));

/** Names of pictures to make; all where there are none. */
const asked = new Set(process.argv.slice(2));
const made = docsPictures.filter(({name}) => asked.size === 0 || asked.has(name));

const pages = await StatePages.open(1, 2);
try {
  await pages.borrow(useOneFont);
  for (const picture of made) {
    for (const theme of ['light', 'dark'] as const) {
      const file = `${picture.name}-${theme}.webp`;
      const bytes = await shootForDocs(pages, picture, theme);
      await writeFile(pathOf(file), bytes);
      console.log(`${file}: ${Math.round(bytes.length / 1000)} kB`);
    }
  }
} finally {
  await pages.close();
}
