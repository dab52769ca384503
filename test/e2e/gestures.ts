import {setTimeout as pause} from 'node:timers/promises';
import type {Page} from 'puppeteer-core';
import {takenOver} from './rendered-page.ts';

/** How long before the script something ends that has to end before it. */
const LEAD_MS = 400;

/** An order that a customer sees while the script of the widget is on its way. */
export interface Scene {
  page: Page;
  /** The middle of the pay button. */
  x: number;
  y: number;
  /** When the script arrives, on the clock of `performance.now()`. */
  arrival: number;
}

/** What a customer sees in the end: the payment page in place of the shop's or in the widget's dialog, or the order. */
export type Outcome = 'link' | 'dialog' | 'order';

/** Something that a customer does. */
export interface Gesture {
  name: string;
  /** What may come of it. */
  outcomes: readonly Outcome[];
  scrolls?: true;
  /** Whether the script waits for its end, on a machine that is too slow for the clock. */
  endsBefore?: true;
  act(scene: Scene): Promise<void>;
}

const until = (time: number) => pause(Math.max(0, time - performance.now()));

interface Device {
  name: string;
  /** How long its presses last, in milliseconds. */
  lengths: readonly number[];
  /** What it does before a press begins. */
  prepare?(scene: Scene): Promise<unknown>;
  down(scene: Scene): Promise<unknown>;
  up(scene: Scene): Promise<unknown>;
}

const devices: readonly Device[] = [
  {
    name: 'mouse',
    lengths: [0, 200, 600],
    prepare: ({page, x, y}) => page.mouse.move(x, y),
    down: ({page}) => page.mouse.down(),
    up: ({page}) => page.mouse.up(),
  },
  {
    name: 'touch',
    lengths: [0],
    down: ({page, x, y}) => page.touchscreen.touchStart(x, y),
    up: ({page}) => page.touchscreen.touchEnd(),
  },
  {
    name: 'Enter',
    lengths: [0],
    prepare: ({page}) =>
      page.$eval('monime-checkout', ({shadowRoot}) => {
        const primary = shadowRoot?.querySelector('.actions .primary');
        if (primary instanceof HTMLElement) primary.focus({preventScroll: true});
      }),
    down: ({page}) => page.keyboard.down('Enter'),
    up: ({page}) => page.keyboard.up('Enter'),
  },
];

async function press({prepare, down, up}: Device, scene: Scene, start: number, length: number): Promise<void> {
  await prepare?.(scene);
  await until(start);
  await down(scene);
  await until(start + length);
  await up(scene);
}

/** Presses of one length: before the script arrives, while it does, and once the widget has taken over. */
function pressesOf(device: Device, length: number): Gesture[] {
  const name = `${device.name} for ${length} ms`;
  return [
    {
      name: `${name} before`,
      outcomes: ['link'],
      endsBefore: true,
      act: (scene) => press(device, scene, scene.arrival - LEAD_MS - length, length),
    },
    {
      name: `${name} across`,
      outcomes: ['link', 'dialog'],
      act: (scene) => press(device, scene, scene.arrival - length / 2, length),
    },
    {
      name: `${name} after`,
      outcomes: ['dialog'],
      act: async (scene) => {
        await takenOver(scene.page);
        await press(device, scene, performance.now(), length);
      },
    },
  ];
}

/** Id of the focused element, or the class of the focused button in the order. */
function focused(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const {activeElement} = document;
    const inside = activeElement?.shadowRoot?.activeElement;
    return inside ? `${inside.localName}.${inside.className}` : activeElement?.id;
  });
}

/** Presses Tab at the time, and again after the takeover. */
async function tab({page, arrival}: Scene, lead: number): Promise<void> {
  await page.$eval('#before', (field) => field instanceof HTMLElement && field.focus({preventScroll: true}));
  await until(arrival - lead);
  await page.keyboard.down('Tab');
  await until(arrival - lead + 100);
  await page.keyboard.up('Tab');
  await takenOver(page);
  const inOrder = await focused(page);
  await page.keyboard.press('Tab');
  const path = [inOrder, await focused(page)];
  if (path.join() !== 'button.primary,after') throw new Error(`Tab went to ${path.join()}`);
}

async function wheel({page, x, y, arrival}: Scene): Promise<void> {
  await page.mouse.move(x, y);
  for (let step = -3; step <= 3; step += 1) {
    await until(arrival + step * 100);
    await page.mouse.wheel({deltaY: 40});
  }
  await takenOver(page);
}

async function drag({page, x, y, arrival}: Scene): Promise<void> {
  await until(arrival - 300);
  await page.touchscreen.touchStart(x, y);
  for (let step = -3; step <= 3; step += 1) {
    await until(arrival + step * 100);
    await page.touchscreen.touchMove(x, y - 40 * (step + 4));
  }
  await page.touchscreen.touchEnd();
  await takenOver(page);
}

/**
 * What a customer may do, each in a page of its own.
 * @param delay until the script arrives, in milliseconds. Without one, nothing comes before the script; with one, nothing
 * comes after the takeover, because that is the same whenever the script arrives
 */
export function gesturesFor(delay: number): Gesture[] {
  const presses = devices.flatMap((device) => device.lengths.flatMap((length) => pressesOf(device, length)));
  const others: Gesture[] = [
    {name: 'Tab before', outcomes: ['order'], act: (scene) => tab(scene, LEAD_MS)},
    {name: 'Tab across', outcomes: ['order'], act: (scene) => tab(scene, 50)},
    {name: 'wheel across', outcomes: ['order'], scrolls: true, act: wheel},
    {name: 'drag across', outcomes: ['order'], scrolls: true, act: drag},
  ];
  const leftOut = delay > 0 ? ' after' : ' before';
  return [...presses, ...others].filter(({name}) => !name.endsWith(leftOut));
}
