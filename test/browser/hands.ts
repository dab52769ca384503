import {executeServerCommand} from '@web/test-runner-commands';
import {expect} from '@open-wc/testing';
import type {Hand} from '../tools/wtr-hands.ts';
import {until} from './customer.ts';
import {visitsOf} from './merchant.ts';
import {linkOf, type Visit} from './rendered-visit.ts';

/** Makes a hand of the customer do something. */
export const hand = (move: Hand): Promise<unknown> => executeServerCommand('hand', move);

/** What arrives in a page until the widget takes over, in this order. */
export const ARRIVALS = ['script', 'order-card', 'takeover'] as const;

/** Lets what is between two moments arrive; a moment is how many of {@link ARRIVALS} have arrived. */
export async function arrive(visited: Visit, from: number, to: number): Promise<void> {
  const {element, view} = visited;
  for (const part of ARRIVALS.slice(from, to)) {
    await visited.release(part);
    await until(() => (part === 'script' ? element.matches(':defined') : view.arrived?.includes(part)));
  }
  if (to === ARRIVALS.length) await until(() => element.phase === 'ready');
}

/**
 * How the payment page was opened: by the widget, or by the link that the server has rendered.
 * @param url of the payment page
 * @throws {Error} if it was opened more than once
 */
export async function outcomeOf(visited: Visit, url: string | null): Promise<'dialog' | 'link'> {
  const {page, root, hasLeft} = visited;
  const dialogs = () => page.querySelectorAll('.monime-checkout-dialog').length;
  await until(() => hasLeft() || dialogs() > 0);
  await until(() => visitsOf(url));
  if (!hasLeft()) {
    await until(() => linkOf(visited) === null);
    expect(root.querySelectorAll('.card'), 'cards').to.have.lengthOf(1);
    expect(dialogs(), 'dialogs').to.equal(1);
    expect(visited.violations()).to.deep.equal([]);
  }
  expect(await visitsOf(url), 'visits of the payment page').to.equal(1);
  return hasLeft() ? 'link' : 'dialog';
}
