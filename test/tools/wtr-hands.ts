import type {TestRunnerPlugin} from '@web/test-runner';
import type {Page} from 'puppeteer-core';
import {WebKitLauncher} from './wtr-webkit.ts';

type Position = [number, number];

/** What a hand does that the commands of the test runner have no word for, or not in every engine. */
export type Hand =
  | {touch: 'start' | 'move' | 'end'; position: Position}
  | {key: 'down' | 'up'; name: 'Enter' | 'Tab' | ' ' | 'PageDown'}
  | {wheel: number; position: Position};

/** The keys as WebDriver writes them. */
const CODES = {Enter: '\uE007', Tab: '\uE004', ' ': ' ', PageDown: '\uE00F'};

async function inPuppeteer(page: Page, hand: Hand): Promise<void> {
  if ('key' in hand) return page.keyboard[hand.key](hand.name);
  const [x, y] = hand.position;
  if ('wheel' in hand) {
    await page.mouse.move(x, y);
    return page.mouse.wheel({deltaY: hand.wheel});
  }
  if (hand.touch === 'start') return void (await page.touchscreen.touchStart(x, y));
  if (hand.touch === 'move') return page.touchscreen.touchMove(x, y);
  return page.touchscreen.touchEnd();
}

/** @throws {Error} for a touch, which the driver of WebKitGTK makes with a mouse */
async function inWebKit(launcher: WebKitLauncher, hand: Hand): Promise<void> {
  if ('key' in hand) {
    const actions = [{type: hand.key === 'down' ? 'keyDown' : 'keyUp', value: CODES[hand.name]}];
    return launcher.perform([{type: 'key', id: 'keyboard', actions}]);
  }
  const [x, y] = hand.position;
  if ('touch' in hand) throw new Error('The driver of WebKitGTK has no touch screen.');
  const scroll = {type: 'scroll', x, y, deltaX: 0, deltaY: hand.wheel, duration: 0, origin: 'viewport'};
  return launcher.perform([{type: 'wheel', id: 'wheel', actions: [scroll]}]);
}

/** The command `hand`, whose payload is a {@link Hand}. */
export const handsPlugin = (): TestRunnerPlugin<Hand> => ({
  name: 'hands',
  async executeCommand({command, payload, session: {id, browser}}) {
    if (command !== 'hand' || !payload) return undefined;
    if (browser instanceof WebKitLauncher) await inWebKit(browser, payload);
    else await inPuppeteer(Reflect.apply(Reflect.get(browser, 'getPage'), browser, [id]), payload);
    return true;
  },
});
