import type {Page} from 'puppeteer-core';
import {PNG} from 'pngjs';
import type {Look} from '../tools/state-pages.ts';

/** The widest that a picture is, in CSS pixels: beside it a page of one state is empty. */
const WIDEST = 640;

/**
 * A picture of a state: the element at full height, or the window where a dialog stands in it. A window is shot whole
 * and cut to its middle here, because what a browser cuts is displaced in a page from right to left.
 */
export async function shoot(page: Page, {width, height}: Pick<Look, 'width' | 'height'>): Promise<Uint8Array> {
  await page.evaluate(() => {
    // On a slow machine, one with a delay may have begun: after 4 s the skeleton says that the connection is slow.
    const root = document.querySelector('monime-checkout')?.shadowRoot;
    for (const animation of root?.getAnimations() ?? []) animation.cancel();
  });
  const needed = await page.evaluate(() =>
    document.querySelector('.monime-checkout-dialog') ? null : document.querySelector('main')?.offsetHeight,
  );
  if (needed) await page.setViewport({width, height: needed});
  const shot = await page.screenshot();
  if (needed) await page.setViewport({width, height});
  return width > WIDEST ? middleOf(shot) : shot;
}

function middleOf(picture: Uint8Array): Uint8Array {
  const whole = PNG.sync.read(Buffer.from(picture));
  const middle = new PNG({width: WIDEST, height: whole.height});
  PNG.bitblt(whole, middle, (whole.width - WIDEST) >> 1, 0, WIDEST, whole.height, 0, 0);
  return PNG.sync.write(middle);
}
