import {createHash} from 'node:crypto';
import {readFile, writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {PNG} from 'pngjs';
import type {StatePages} from '../tools/state-pages.ts';

const pathOf = (file: string) => fileURLToPath(new URL(`baseline/${file}`, import.meta.url));

/** A picture to compare, with every eighth shade of each colour: less to store, and finer than the tolerance. */
export function pictureOf(picture: Uint8Array): PNG {
  const png = PNG.sync.read(Buffer.from(picture));
  for (const [index, value] of png.data.entries()) png.data[index] = index % 4 === 3 ? 255 : value & 0xf8;
  return png;
}

export async function readBaseline(name: string): Promise<PNG> {
  return PNG.sync.read(await readFile(pathOf(`${name}.png`)));
}

export async function writeBaseline(name: string, picture: Uint8Array): Promise<void> {
  await writeFile(
    pathOf(`${name}.png`),
    PNG.sync.write(pictureOf(picture), {colorType: 2, filterType: 0, deflateStrategy: 0}),
  );
}

const PROBE = `<!doctype html><meta charset="utf-8"><body style="margin: 8px; width: 300px">
  <p style="font: 16px system-ui">Pay SLE 1,234.50 <b>Order</b> × … ’</p>
  <p style="font: 14px ui-serif, Georgia, serif">Total</p>
  <p style="font: 600 18px system-ui" dir="rtl">الإجمالي ٣ دفع</p>`;

/** Browser and fonts, as far as they change what is drawn: the major version, and what a probe looks like. */
export async function platformOf(pages: StatePages): Promise<string> {
  const version = await pages.browser.version();
  const probe = await pages.borrow(async (page) => {
    await page.goto('about:blank');
    await page.setViewport({width: 320, height: 240});
    await page.setContent(PROBE);
    return page.screenshot();
  });
  const look = createHash('sha256')
    .update(PNG.sync.read(Buffer.from(probe)).data)
    .digest('hex')
    .slice(0, 16);
  return `${version.replace(/\..*/, '')}, text ${look}`;
}

export async function readPlatform(): Promise<string> {
  return (await readFile(pathOf('platform.txt'), 'utf8')).trim();
}

export async function writePlatform(platform: string): Promise<void> {
  await writeFile(pathOf('platform.txt'), `${platform}\n`);
}
