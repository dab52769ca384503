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
  endsBefore?: boolean;
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

/** When something is done: before the script comes, while it does, or once the widget has taken over. */
export type Phase = 'before' | 'across' | 'after';

const outcomesOf: Readonly<Record<Phase, readonly Outcome[]>> = {
  before: ['link'],
  across: ['link', 'dialog'],
  after: ['dialog'],
};

function pressesIn(phase: Phase): Gesture[] {
  return devices.flatMap((device) =>
    device.lengths.map((length) => ({
      name: `${device.name} for ${length} ms`,
      outcomes: outcomesOf[phase],
      endsBefore: phase === 'before',
      act: (scene: Scene) => pressIn(phase, device, scene, length),
    })),
  );
}

async function pressIn(phase: Phase, device: Device, scene: Scene, length: number): Promise<void> {
  if (phase === 'after') {
    await takenOver(scene.page);
    return press(device, scene, performance.now(), length);
  }
  const lead = phase === 'before' ? LEAD_MS + length : length / 2;
  return press(device, scene, scene.arrival - lead, length);
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

/** Scrolls while the script comes, and does not stop for it. */
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

const others: Readonly<Record<Phase, readonly Gesture[]>> = {
  before: [{name: 'Tab', outcomes: ['order'], act: (scene) => tab(scene, LEAD_MS)}],
  across: [
    {name: 'Tab', outcomes: ['order'], act: (scene) => tab(scene, 50)},
    {name: 'drag', outcomes: ['order'], scrolls: true, act: drag},
  ],
  after: [{name: 'wheel', outcomes: ['order'], scrolls: true, act: wheel}],
};

/** What a customer may do, each in a page of its own. */
export const gesturesIn = (phase: Phase): Gesture[] => [...pressesIn(phase), ...others[phase]];
