import {expect, fixture, html} from '@open-wc/testing';
import type {MonimeFallbackEvent} from '../../src/index.ts';
import {env} from '../tools/env.ts';
import {dialog, until} from './customer.ts';
import {buttonOf, createSession, dialogHost, endpointOf, mount, next, sandbox, textOf} from './merchant.ts';
import {pointAt, settled, waitingFrames} from './preloading.ts';
import {watched} from './watched.ts';

/** Lets this document's policy refuse frames of other sites from now on; a policy cannot be taken back. */
function refuseFrames(): void {
  const meta = document.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = "frame-src 'self'";
  document.head.append(meta);
}

describe('the frame', () => {
  it('is confined, named, and allowed to take payments', async () => {
    const {id} = await createSession('framed');
    const {element} = await mount('framed', id);
    element.open();
    await until(() => dialog()?.querySelector('iframe'));
    const frame = dialog()?.querySelector('iframe');
    expect(frame?.getAttribute('sandbox')?.split(' ').toSorted()).to.deep.equal([
      'allow-forms',
      'allow-modals',
      'allow-popups',
      'allow-popups-to-escape-sandbox',
      'allow-same-origin',
      'allow-scripts',
      'allow-top-navigation-by-user-activation',
    ]);
    expect(frame?.allow).to.equal('payment *; publickey-credentials-get *');
    expect(frame?.referrerPolicy).to.equal('strict-origin');
    element.close();
  });

  it('is asked for inside the click, before the order is drawn anew', async () => {
    const {id} = await createSession('framed');
    const {element} = await mount('framed', id);
    await watched();
    buttonOf(element, /Pay/).click();
    expect(dialog()?.querySelector('iframe')?.src).to.contain(id);
    element.close();
  });

  it('stands in the widget also where the page opens it before the order is drawn', async () => {
    const session = await createSession('framed');
    await watched();
    const element = document.createElement('monime-checkout');
    Object.assign(element, {endpoint: endpointOf('framed'), session, mode: 'inline'});
    element.addEventListener('monime-ready', () => element.open());
    await fixture(html`${element}`);
    const frame = () => element.shadowRoot?.querySelector<HTMLIFrameElement>('.place iframe');
    await until(frame);
    expect(frame()?.src).to.contain(session.id);
    element.close();
  });

  it('stands in the widget in mode inline, and goes when the payment is complete', async () => {
    const {id} = await createSession('framed');
    const {element, log} = await mount('framed', id, {mode: 'inline'});
    element.open();
    await until(() => element.shadowRoot?.querySelector('iframe'));
    await element.updateComplete;
    expect(dialogHost()).to.equal(null);
    await sandbox(id, {action: 'pay'});
    await next(element, 'monime-close');
    expect(log).to.deep.equal(['ready', 'open', 'complete', 'close']);
    expect(element.shadowRoot?.querySelector('iframe')).to.equal(null);
  });

  it('cannot take the top window without a click', async () => {
    const {id} = await createSession('framed');
    const {element} = await mount('framed', id);
    element.open();
    await until(() => dialog()?.querySelector('iframe[data-loaded]'));
    const said = new Promise<string>((resolve) =>
      addEventListener('message', ({data}) => data.outcome && resolve(data.outcome)),
    );
    const frame = dialog()?.querySelector('iframe');
    if (frame) frame.src = `${env['other']}/test/browser/pages/take-top.html`;
    expect(await said).not.to.equal('taken');
    expect(element.isConnected).to.equal(true);
    element.close();
  });

  it('gives way to a link in the waiting room where the policy of the page refuses it', async () => {
    refuseFrames();
    const {id} = await createSession('framed');
    const {element, log} = await mount('framed', id);
    const fallback = next(element, 'monime-fallback');
    element.open();
    const {from, to, reason} = (await fallback) as MonimeFallbackEvent;
    expect({from, to, reason}).to.deep.equal({from: 'modal', to: 'popup', reason: 'csp'});
    await until(() => {
      const host = dialogHost();
      return host && textOf(host).includes('Open the payment page');
    });
    await sandbox(id, {action: 'pay'});
    await next(element, 'monime-close');
    expect(log).to.deep.equal(['ready', 'open', 'fallback', 'complete', 'close']);
  });

  it('is refused in silence while it waits out of sight; the click finds its way', async () => {
    refuseFrames();
    const {id} = await createSession('framed');
    const {element, log} = await mount('framed', id, {preload: 'frame'});
    await settled(element);
    let isRefused = false;
    document.addEventListener('securitypolicyviolation', () => (isRefused = true), {once: true});
    await until(() => (pointAt(element), isRefused));
    await until(() => waitingFrames().length === 0);
    pointAt(element);
    await settled(element);
    expect(waitingFrames()).to.deep.equal([]);
    expect(log).to.deep.equal(['ready']);
    element.open();
    await until(() => {
      const host = dialogHost();
      return host && textOf(host).includes('Open the payment page');
    });
    expect(log).to.deep.equal(['ready', 'open', 'fallback']);
    element.close();
  });
});
