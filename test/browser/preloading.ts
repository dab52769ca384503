import type {MonimeCheckoutElement} from '../../src/index.ts';
import {until} from './customer.ts';

/** The frames that wait out of sight. */
export function waitingFrames(): HTMLIFrameElement[] {
  const frames = [...document.body.children].map(({shadowRoot}) =>
    shadowRoot?.querySelector<HTMLIFrameElement>('dialog:not([open]) iframe'),
  );
  return frames.filter((frame) => frame != null);
}

/** The mouse comes to the card, as far as script can do that. */
export const pointAt = (element: Element) =>
  element.dispatchEvent(new PointerEvent('pointermove', {pointerType: 'mouse'}));

export async function wait(element: MonimeCheckoutElement): Promise<HTMLIFrameElement> {
  // Again and again: the widget begins to listen a moment after the order is there.
  await until(() => (pointAt(element), waitingFrames().some((frame) => 'loaded' in frame.dataset)));
  const [frame] = waitingFrames();
  if (!frame) throw new Error('No frame waits.');
  return frame;
}

/** Everything that a sign of intent leads to has had its time. */
export async function settled(element: MonimeCheckoutElement): Promise<void> {
  await Promise.all([import('../../src/widget/preload/preload.ts'), import('../../src/widget/flow/index.ts')]);
  await element.updateComplete;
}

/** Makes the limit of loading a page short, until what it answers is called. */
export function shortenLimit(): () => void {
  const {setTimeout: start} = window;
  const shortened = (callback: () => void, delay = 0) => start(callback, delay === 10_000 ? 200 : delay);
  window.setTimeout = Object.assign(shortened, start);
  return () => void (window.setTimeout = start);
}
