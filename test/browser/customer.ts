import {waitUntil} from '@open-wc/testing';
import {sendMouse} from '@web/test-runner-commands';
import type {MonimeCheckoutElement} from '../../src/index.ts';
import {buttonOf, dialogHost} from './merchant.ts';

/** A real click: it may open a window. */
export async function click(target: HTMLElement): Promise<void> {
  target.scrollIntoView({block: 'center'});
  const {left, top, width, height} = target.getBoundingClientRect();
  await sendMouse({type: 'click', position: [Math.round(left + width / 2), Math.round(top + height / 2)]});
}

/** Waits for a condition; the limit is only there for a test that fails. */
export const until = (condition: () => unknown) =>
  waitUntil(async () => Boolean(await condition()), undefined, {timeout: 25_000});

/** The dialog that stands on the body, if one does. */
export const dialog = () => dialogHost()?.shadowRoot?.querySelector('dialog') ?? null;

/** Whether another site's page stands in the window: then it cannot be looked into. */
function isElsewhere(opened: Window): boolean {
  try {
    return opened.location.href === '';
  } catch {
    return true;
  }
}

/** Presses the pay button for real and answers the window that opens, the hosted page in it. */
export async function payInWindow(element: MonimeCheckoutElement): Promise<Window> {
  const {open} = window;
  const opened: Window[] = [];
  window.open = (...parameters) => {
    const result = open.apply(window, parameters);
    if (result) opened.push(result);
    return result;
  };
  try {
    await click(buttonOf(element, /Pay/));
  } finally {
    window.open = open;
  }
  await until(dialog);
  const [popup] = opened;
  if (!popup) throw new Error('No window was opened.');
  await until(() => popup.closed || isElsewhere(popup));
  return popup;
}
