import {expect} from '@open-wc/testing';
import type {MonimeCheckoutElement} from '../../src/index.ts';
import {env} from '../tools/env.ts';
import {dialog, until} from './customer.ts';
import {buttonOf, createSession, endpointOf, fault, mount, next, readsOf, sandbox, visitsOf} from './merchant.ts';
import {pointAt, settled, shortenLimit, wait, waitingFrames} from './preloading.ts';
import {saying, sayUrl} from './saying.ts';

describe('a frame that waits', () => {
  for (const {title, act} of [
    {title: 'the element is removed', act: (element: MonimeCheckoutElement) => element.remove()},
    {
      title: 'the session is another',
      act: async (element: MonimeCheckoutElement) => (element.sessionId = (await createSession('framed')).id),
    },
    {title: 'the mode is another', act: (element: MonimeCheckoutElement) => (element.mode = 'popup')},
    {title: 'it is disabled', act: (element: MonimeCheckoutElement) => (element.disabled = true)},
    {
      title: 'the session has ended',
      act: async (element: MonimeCheckoutElement) => {
        await sandbox(element.sessionId ?? '', {action: 'expire'});
        element.reload();
      },
    },
    {
      title: 'the page is another',
      act: (element: MonimeCheckoutElement, session: object) =>
        (element.session = {...session, hostedUrl: `${env['other']}/test/browser/pages/landing.html`}),
    },
  ]) {
    it(`drops the frame where ${title}`, async () => {
      const session = await createSession('framed');
      const {element} = await mount('framed', session.id, {preload: 'frame'});
      await settled(element);
      const frame = await wait(element);
      await act(element, session);
      await until(() => !frame.isConnected);
      expect(document.querySelector('body > [hidden]')).to.equal(null);
    });
  }

  it('keeps the frame where the element is moved', async () => {
    const {id, hostedUrl} = await createSession('framed');
    const {element} = await mount('framed', id, {preload: 'frame'});
    await settled(element);
    const frame = await wait(element);
    const section = document.createElement('section');
    document.body.append(section);
    section.append(element);
    await element.updateComplete;
    element.open();
    await until(dialog);
    expect(dialog()?.querySelector('iframe') === frame).to.equal(true);
    expect(await visitsOf(hostedUrl)).to.equal(1);
    element.close();
    section.remove();
  });

  it('has one frame a page: that of the card which was wanted last', async () => {
    const sessions = await Promise.all([createSession('framed'), createSession('framed')]);
    const [first, second] = await Promise.all(sessions.map(({id}) => mount('framed', id, {preload: 'frame'})));
    if (!first || !second) throw new Error('Two are needed.');
    await settled(first.element);
    await wait(first.element);
    pointAt(second.element);
    await until(() => waitingFrames().some(({src}) => src === sessions[1]?.hostedUrl));
    expect(waitingFrames()).to.have.length(1);
    pointAt(first.element);
    await until(() => waitingFrames().some(({src}) => src === sessions[0]?.hostedUrl));
    expect(waitingFrames()).to.have.length(1);
    first.element.remove();
    second.element.remove();
  });

  it('loads the page anew for the next wish after it was closed unpaid', async () => {
    const {id, hostedUrl} = await createSession('framed');
    const {element, log} = await mount('framed', id, {preload: 'frame'});
    await settled(element);
    const frame = await wait(element);
    buttonOf(element, /Pay/).focus();
    element.open();
    await until(dialog);
    element.close();
    await until(() => element.phase === 'ready');
    await settled(element);
    expect(frame.isConnected).to.equal(false);
    expect(waitingFrames()).to.deep.equal([]);
    await wait(element);
    expect(await visitsOf(hostedUrl)).to.equal(2);
    expect(log).to.deep.equal(['ready', 'open', 'close']);
    element.remove();
  });

  it('believes nobody who comes back from a page that was never seen', async () => {
    const session = await createSession('framed');
    const {element, log} = await mount('framed', session.id, {preload: 'frame'});
    const hostedUrl = sayUrl(saying(session.id), {to: 'channel,parent'});
    element.session = {...session, hostedUrl};
    await next(element, 'monime-ready');
    await settled(element);
    const phases: string[] = [];
    element.addEventListener('monime-change', ({phase}) => phases.push(phase));
    const reads = await readsOf(session.id);
    const channel = new BroadcastChannel('monime-checkout');
    const said = Promise.all([next(channel, 'message'), next(window, 'message')]);
    pointAt(element);
    await said;
    await until(() => waitingFrames().length === 0);
    expect(phases).to.deep.equal([]);
    expect(log).to.deep.equal(['ready', 'ready']);
    expect(await readsOf(session.id)).to.equal(reads);
    channel.close();
  });

  it('gives up a page that does not load, in silence', async () => {
    const session = await createSession('framed');
    const {element, log} = await mount('framed', session.id, {preload: 'frame'});
    element.session = {...session, hostedUrl: `${env['other']}${endpointOf('framed')}/sessions/never`};
    await next(element, 'monime-ready');
    await settled(element);
    await fault({session: 'never', count: 1, hang: true});
    const lengthen = shortenLimit();
    pointAt(element);
    await until(() => waitingFrames().length === 1);
    lengthen();
    await until(() => waitingFrames().length === 0);
    expect(log).to.deep.equal(['ready', 'ready']);
    expect(element.phase).to.equal('ready');
  });
});
