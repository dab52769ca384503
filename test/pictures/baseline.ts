import {readFile, writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {PNG} from 'pngjs';
import type {Browser} from 'puppeteer-core';

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

/** Returns what decides how a picture is drawn, such as `Chrome/156 on linux`; the fonts are the same everywhere. */
export async function platformOf(browser: Browser): Promise<string> {
  const version = await browser.version();
  return `${version.replace(/\..*/, '')} on ${process.platform}`;
}

export async function readPlatform(): Promise<string> {
  return (await readFile(pathOf('platform.txt'), 'utf8')).trim();
}

export async function writePlatform(platform: string): Promise<void> {
  await writeFile(pathOf('platform.txt'), `${platform}\n`);
}
