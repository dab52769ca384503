import {expect} from '@open-wc/testing';
import {sendKeys, sendMouse} from '@web/test-runner-commands';
import type {MonimeCheckoutElement} from '../../src/index.ts';
import {env} from '../tools/env.ts';
import {click, dialog, until} from './customer.ts';
import {buttonOf, createSession, dialogHost, endpointOf, mount, next, sandbox, visitsOf} from './merchant.ts';
import {pointAt, settled, shortenLimit, wait, waitingFrames} from './preloading.ts';

const connections = () => [...document.head.querySelectorAll<HTMLLinkElement>('link[rel="preconnect"]')];

/** An element whose session has a hosted page of our own, ready to wait for it. */
async function mountPage(page: string): Promise<{element: MonimeCheckoutElement}> {
  const session = await createSession('framed');
  const {element} = await mount('framed', session.id, {preload: 'frame'});
  element.session = {...session, hostedUrl: `${env['other']}/test/browser/pages/${page}`};
  await next(element, 'monime-ready');
  await settled(element);
  return {element};
}

/** Points at the card until the page that waits says that it is there. */
async function hearFrom(element: MonimeCheckoutElement): Promise<{visit: number; focused: boolean; width: number}> {
  const messages: MessageEvent[] = [];
  addEventListener('message', (event) => messages.push(event), {once: true});
  await until(() => (pointAt(element), messages[0]));
  return messages[0]?.data;
}

const ask = async (frame: HTMLIFrameElement): Promise<{visit: number; focused: boolean; width: number}> => {
  const answer = next(window, 'message');
  frame.contentWindow?.postMessage('who', '*');
  const {data} = (await answer) as MessageEvent;
  return data;
};

it('connects to the hosted page only when the customer seems to want it, once', async () => {
  const {id} = await createSession('monime');
  const element = document.createElement('monime-checkout');
  element.setAttribute('endpoint', endpointOf('monime'));
  element.setAttribute('session-id', id);
  element.setAttribute('preload', 'intent');
  const far = document.createElement('div');
  far.style.paddingBlockStart = '5000px';
  far.append(element);
  const ready = next(element, 'monime-ready');
  document.body.append(far);
  await ready;
  await import('../../src/widget/preload/preload.ts');
  await element.updateComplete;
  expect(connections()).to.deep.equal([]);
  element.scrollIntoView();
  await until(() => connections().length > 0);
  element.dispatchEvent(new Event('pointerover', {bubbles: true}));
  expect(connections().map(({href}) => new URL(href).origin)).to.deep.equal([env['sandbox']]);
  far.remove();
});

describe('preload="frame"', () => {
  it('loads the hosted page when the mouse comes, and the click shows that very frame', async () => {
    const {id, hostedUrl} = await createSession('framed');
    const {element, log} = await mount('framed', id, {preload: 'frame'});
    await settled(element);
    expect(await visitsOf(hostedUrl)).to.equal(0);
    const {left, top} = element.getBoundingClientRect();
    await sendMouse({type: 'move', position: [Math.round(left) + 10, Math.round(top) + 10]});
    await until(() => waitingFrames().some(({dataset}) => 'loaded' in dataset));
    expect(await visitsOf(hostedUrl)).to.equal(1);
    const [frame] = waitingFrames();
    const root = frame?.getRootNode();
    expect(root instanceof ShadowRoot && getComputedStyle(root.host).display).to.equal('none');
    expect(log).to.deep.equal(['ready']);

    const lengthen = shortenLimit();
    await click(buttonOf(element, /Pay/));
    await until(dialog);
    lengthen();
    expect(dialog()?.matches(':modal')).to.equal(true);
    expect(dialog()?.querySelector('iframe') === frame).to.equal(true);
    expect(dialog()?.querySelector('.loading')?.getClientRects()).to.have.length(0);
    expect(waitingFrames()).to.deep.equal([]);
    await sandbox(id, {action: 'pay'});
    await next(element, 'monime-close');
    expect(log).to.deep.equal(['ready', 'open', 'complete', 'close']);
    expect(await visitsOf(hostedUrl)).to.equal(1);
    expect(dialogHost()).to.equal(null);
  });

  it('loads nothing beside the frame that a click without a sign loads', async () => {
    const {id, hostedUrl} = await createSession('framed');
    const {element} = await mount('framed', id, {preload: 'frame'});
    await settled(element);
    element.open();
    pointAt(element);
    await until(() => dialog()?.querySelector('iframe[data-loaded]'));
    await settled(element);
    expect(waitingFrames()).to.deep.equal([]);
    expect(await visitsOf(hostedUrl)).to.equal(1);
    element.close();
  });

  it('shows the document that waited, at its full size, with the focus in the dialog', async () => {
    const {element} = await mountPage('hosted.html');
    buttonOf(element, /Pay/).focus();
    // Engines send no events of focus to a window that has none itself.
    const before = await hearFrom(element);
    expect(before).to.include({focused: false, width: 0});
    element.open();
    await until(dialog);
    expect(dialogHost()?.shadowRoot?.activeElement?.localName).to.equal('dialog');
    const frame = dialog()?.querySelector('iframe');
    const now = frame && (await ask(frame));
    expect(now?.visit).to.equal(before.visit);
    expect(now?.width).to.be.above(0);
    element.close();
  });

  for (const {title, page} of [
    {title: 'waits', page: 'hosted.html'},
    {title: 'takes it by script', page: 'hosted.html?greedy'},
  ]) {
    it(`leaves the focus where it is, and no way to a page that ${title}`, async () => {
      const {element} = await mountPage(page);
      const button = buttonOf(element, /Pay/);
      button.focus();
      await hearFrom(element);
      const last = document.createElement('button');
      last.textContent = 'Next';
      document.body.append(last);
      await until(() => element.shadowRoot?.activeElement === button);
      await sendKeys({press: 'Tab'});
      expect(document.activeElement).to.equal(last);
      await expect(document.body).to.be.accessible({ignoredRules: ['region']});
      element.remove();
      last.remove();
    });
  }

  for (const {title, endpoint, attributes} of [
    {title: 'whether it may be framed is not known', endpoint: 'monime', attributes: {}},
    {title: 'the provider refuses frames', endpoint: 'paymongo', attributes: {mode: 'modal'}},
    {title: 'the frame stands in the card', endpoint: 'framed', attributes: {mode: 'inline'}},
    {title: 'it is paid in a window', endpoint: 'framed', attributes: {mode: 'popup'}},
    {title: 'it is paid in this tab', endpoint: 'framed', attributes: {mode: 'redirect'}},
    {title: 'it is paid on a phone', endpoint: 'framed', attributes: {mode: 'qr'}},
    {title: 'only a connection is wanted', endpoint: 'framed', attributes: {preload: 'intent'}},
  ] as const) {
    it(`only connects where ${title}`, async () => {
      connections().forEach((link) => link.remove());
      const {id, hostedUrl} = await createSession(endpoint);
      const {element} = await mount(endpoint, id, {preload: 'frame', ...attributes});
      await settled(element);
      pointAt(element);
      await settled(element);
      expect(waitingFrames()).to.deep.equal([]);
      expect(await visitsOf(hostedUrl)).to.equal(0);
    });
  }

  it('only connects for a customer who saves data', async () => {
    const {id} = await createSession('framed');
    const {element} = await mount('framed', id, {preload: 'frame'});
    await settled(element);
    Object.defineProperty(navigator, 'connection', {value: {saveData: true}, configurable: true});
    pointAt(element);
    await settled(element);
    expect(waitingFrames()).to.deep.equal([]);
    Reflect.deleteProperty(navigator, 'connection');
    await wait(element);
    element.remove();
  });

  it('takes a finger for a wish on the button alone', async () => {
    const {id} = await createSession('framed');
    const {element} = await mount('framed', id, {preload: 'frame'});
    await settled(element);
    const touch = () => new PointerEvent('pointerdown', {pointerType: 'touch', bubbles: true, composed: true});
    element.shadowRoot?.querySelector('.summary')?.dispatchEvent(touch());
    await settled(element);
    expect(waitingFrames()).to.deep.equal([]);
    buttonOf(element, /Pay/).dispatchEvent(touch());
    await until(() => waitingFrames().length === 1);
    element.remove();
  });
});
