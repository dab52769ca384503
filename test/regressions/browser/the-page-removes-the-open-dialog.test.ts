/**
 * Reported: a page was morphed or drawn again, which removed the backdrop or the dialog that a library had added.
 * https://github.com/themesberg/flowbite/issues/1123
 * https://github.com/hotwired/turbo/issues/1239
 */
import {expect} from '@open-wc/testing';
import {Idiomorph} from 'idiomorph';
import type {MonimeCheckoutElement} from '../../../src/index.ts';
import {dialog, payInWindow, until} from '../../browser/customer.ts';
import {
  buttonOf,
  createSession,
  dialogHost,
  endpointOf,
  mount,
  next,
  readsOf,
  record,
  sandbox,
} from '../../browser/merchant.ts';
import {settled, wait, waitingFrames} from '../../browser/preloading.ts';

/** Expects what a closed surface leaves: a page that scrolls, and an order that is then paid. */
async function expectPayable(element: MonimeCheckoutElement): Promise<void> {
  await until(() => element.phase === 'ready');
  expect(document.documentElement.style.overflow).to.equal('');
  expect(dialogHost()).to.equal(null);
  await element.updateComplete;
  buttonOf(element, /Pay/).click();
  await until(() => dialog()?.matches(':modal'));
  await sandbox(element.sessionId ?? '', {action: 'pay'});
  await until(() => element.phase === 'settled');
  expect(document.documentElement.style.overflow).to.equal('');
}

/** The page's own markup, as a server would send it again: without what the widget has added. */
function pageWithout(host: Element | null): string {
  const copy = document.body.cloneNode(true);
  if (!(copy instanceof HTMLElement)) throw new Error('A body is an element.');
  const index = [...document.body.children].findIndex((child) => child === host);
  copy.children[index]?.replaceWith(Object.assign(document.createElement('div'), {id: 'flash', textContent: 'Saved.'}));
  return copy.innerHTML;
}

/** The element that the fixture puts into the body, and takes away in the end. */
function wrapperOf(element: Element): HTMLElement {
  const {parentElement} = element;
  if (!parentElement) throw new Error('The element is not in the page.');
  return parentElement;
}

const removals: Record<string, (host: HTMLElement, element: MonimeCheckoutElement) => void> = {
  'is removed': (host) => host.remove(),
  'is replaced': (host) => host.replaceWith(document.createElement('div')),
  'goes with the rest of the body': (_, element) => document.body.replaceChildren(wrapperOf(element)),
  'goes with the body': (_, element) => {
    const body = document.createElement('body');
    body.append(wrapperOf(element));
    document.body.replaceWith(body);
  },
  'is not in the page that Idiomorph morphs this one into': (host) =>
    void Idiomorph.morph(document.body, pageWithout(host), {morphStyle: 'innerHTML'}),
};

describe('a dialog that the page removes', () => {
  for (const [title, remove] of Object.entries(removals)) {
    it(`counts as closed where it ${title}`, async () => {
      const {id} = await createSession('framed');
      const {element, log} = await mount('framed', id);
      element.open();
      await until(() => dialog()?.querySelector('iframe[data-loaded]'));
      const host = dialogHost();
      if (host) remove(host, element);
      await expectPayable(element);
      expect(log).to.deep.equal(['ready', 'open', 'close', 'open', 'complete', 'close']);
      document.querySelector('#flash')?.remove();
      element.remove();
    });
  }

  it('is not used again for another element by Idiomorph', async () => {
    const {id} = await createSession('framed');
    const {element} = await mount('framed', id);
    element.open();
    await until(dialog);
    const host = dialogHost();
    Idiomorph.morph(document.body, pageWithout(host), {morphStyle: 'innerHTML'});
    expect(host?.isConnected).to.equal(false);
    expect(document.querySelector('#flash')?.shadowRoot).to.equal(null);
    document.querySelector('#flash')?.remove();
    element.close();
  });

  it('counts as closed where it is the waiting room, and the window stays', async () => {
    const {id} = await createSession('monime');
    const {element, log} = await mount('monime', id, {mode: 'popup'});
    const popup = await payInWindow(element);
    dialogHost()?.remove();
    await until(() => element.phase === 'ready');
    expect(log).to.deep.equal(['ready', 'open', 'close']);
    expect(popup.closed).to.equal(false);
    const reads = await readsOf(id);
    await sandbox(id, {action: 'pay'});
    await until(() => element.phase === 'settled');
    expect(await readsOf(id)).to.be.greaterThan(reads);
    popup.close();
  });

  it('counts as closed where the session is still being created', async () => {
    const element = document.createElement('monime-checkout');
    element.setAttribute('endpoint', endpointOf('framed'));
    element.setAttribute('mode', 'modal');
    element.createSession = () => new Promise(() => {});
    const log = record(element);
    document.body.append(element);
    await element.updateComplete;
    element.open();
    await until(dialogHost);
    dialogHost()?.remove();
    await until(() => element.phase === 'idle');
    expect(log).to.deep.equal(['open', 'close']);
    expect(document.documentElement.style.overflow).to.equal('');
    element.remove();
  });

  it('leaves nothing behind where the element goes with it', async () => {
    const {id} = await createSession('framed');
    const {element, log} = await mount('framed', id);
    element.open();
    await until(dialog);
    const closed = next(element, 'monime-close');
    const wrapper = wrapperOf(element);
    document.body.innerHTML = '';
    await closed;
    element.remove();
    document.body.append(wrapper);
    expect(log).to.deep.equal(['ready', 'open', 'close']);
    expect(document.documentElement.style.overflow).to.equal('');
    expect(dialogHost()).to.equal(null);
  });

  it('counts as closed in mode inline, where the frame is removed', async () => {
    const {id} = await createSession('framed');
    const {element, log} = await mount('framed', id, {mode: 'inline'});
    element.open();
    const frame = () => element.shadowRoot?.querySelector('.place iframe');
    await until(frame);
    element.shadowRoot?.querySelector('.place')?.replaceChildren();
    await until(() => element.phase === 'ready');
    expect(log).to.deep.equal(['ready', 'open', 'close']);
    element.open();
    await until(frame);
    element.close();
  });

  for (const [title, move] of Object.entries({
    append: (host: HTMLElement) => document.body.append(host),
    moveBefore: (host: HTMLElement) => document.body.moveBefore(host, document.body.firstChild),
  })) {
    it(`stays open and modal where ${title} moves it`, async () => {
      const {id} = await createSession('framed');
      const {element, log} = await mount('framed', id);
      element.open();
      await until(() => dialog()?.querySelector('iframe[data-loaded]'));
      const host = dialogHost();
      if (host) move(host);
      await until(() => dialog()?.matches(':modal'));
      expect(log).to.deep.equal(['ready', 'open']);
      expect(document.documentElement.style.overflow).to.equal('hidden');
      await sandbox(id, {action: 'pay'});
      await until(() => element.phase === 'settled');
      expect(log).to.deep.equal(['ready', 'open', 'complete', 'close']);
    });
  }

  it('shows the hosted page on a click although the waiting frame was removed', async () => {
    const {id} = await createSession('framed');
    const {element, log} = await mount('framed', id, {preload: 'frame'});
    await settled(element);
    const frame = await wait(element);
    const root = frame.getRootNode();
    if (root instanceof ShadowRoot) root.host.remove();
    expect(waitingFrames()).to.deep.equal([]);
    element.open();
    await until(() => dialog()?.querySelector('iframe[data-loaded]'));
    expect(dialog()?.matches(':modal')).to.equal(true);
    expect(log).to.deep.equal(['ready', 'open']);
    element.close();
  });
});
