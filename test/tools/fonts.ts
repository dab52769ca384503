import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import type {Frame, Page} from 'puppeteer-core';

interface Font {
  family: string;
  /** The bytes of a woff2 file. */
  base64: string;
}

/** Variable fonts in npm packages, by the family name that pages use. */
const FILES = {
  'Test Latin': import.meta.resolve('@fontsource-variable/vazirmatn/files/vazirmatn-latin-wght-normal.woff2'),
  'Test Arabic': import.meta.resolve('@fontsource-variable/vazirmatn/files/vazirmatn-arabic-wght-normal.woff2'),
  // The gallery's state `properties` sets this family.
  Georgia: import.meta.resolve('@fontsource-variable/lora/files/lora-latin-wght-normal.woff2'),
};

const STYLE = `
  :root { font-family: 'Test Latin', 'Test Arabic' !important; }
  monime-checkout { --monime-checkout-font: 'Test Latin', 'Test Arabic'; }
`;

const fonts: Promise<Font[]> = Promise.all(
  Object.entries(FILES).map(async ([family, file]) => ({family, base64: await readFile(new URL(file), 'base64')})),
);

/** `FONTCONFIG_FILE` for a browser on Linux: hides the installed fonts, and fixes how text is drawn. */
export const fontsConfig = fileURLToPath(new URL('fonts.conf', import.meta.url));

/** Runs in the browser. Takes bytes and constructs a style sheet, because the pages' security policy blocks URLs. */
function install(all: readonly Font[], style: string): void {
  for (const {family, base64} of all) {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    document.fonts.add(new FontFace(family, bytes, {weight: '100 900'}));
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets.push(sheet);
}

/** Adds the fonts to every document that the page loads, before its first layout. */
export async function addFonts(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(install, await fonts, STYLE);
}

/**
 * Waits for the fonts in the page and its frames.
 * @throws {Error} if a font cannot be decoded
 */
export async function awaitFonts(page: Page): Promise<void> {
  await Promise.all(page.frames().map(awaitFontsOf));
}

async function awaitFontsOf(frame: Frame): Promise<void> {
  // Chromium runs a script for new documents in a frame's first, empty document, and not again in the document of the
  // same origin that takes its window over.
  if (await frame.evaluate(() => document.fonts.size === 0)) await frame.evaluate(install, await fonts, STYLE);
  await frame.evaluate(async () => {
    await Promise.all(Array.from(document.fonts, (font) => font.load()));
    await document.fonts.ready;
  });
}
