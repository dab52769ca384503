/**
 * In CHANGELOG.md: Chromium loses a `close()` during a navigation, so that the paid window could stay open.
 * Users of peers reported windows that stayed: https://github.com/paypal/paypal-checkout-components/issues/302
 */
import {expect} from '@open-wc/testing';
import {openWindow} from '../../../src/widget/dom/popup-window.ts';
import {click, payInWindow, until} from '../../browser/customer.ts';
import {createSession, mount, next, sandbox} from '../../browser/merchant.ts';

/** Opens an order's window and lets the order be paid, without the window coming back. */
async function payAway(): Promise<{id: string; popup: Window; element: HTMLElement}> {
  const {id} = await createSession('monime');
  const {element} = await mount('monime', id, {mode: 'popup'});
  const popup = await payInWindow(element);
  const closed = next(element, 'monime-close');
  await sandbox(id, {action: 'pay'});
  // Again and again: the page behind a window polls slowly.
  await until(() => (dispatchEvent(new Event('online')), element.phase === 'settled'));
  await closed;
  return {id, popup, element};
}

const MARK = 'monime-checkout-window';

/** Opens a window in a click, and waits for its page. */
async function openLanding(): Promise<Window> {
  const button = document.createElement('button');
  const opened: (Window | null)[] = [];
  button.addEventListener('click', () => opened.push(openWindow('/test/browser/pages/landing.html')));
  document.body.append(button);
  await click(button);
  button.remove();
  const [popup] = opened;
  if (!popup) throw new Error('No window was opened.');
  await until(() => popup.location.pathname.includes('landing'));
  return popup;
}

describe('the window of a payment that is complete', () => {
  it('is closed after 3 seconds in which no return page has spoken; the events do not wait', async () => {
    const {popup, element} = await payAway();
    const start = performance.now();
    expect(popup.closed).to.equal(false);
    element.remove();
    await until(() => popup.closed);
    expect(performance.now() - start).to.be.within(2500, 10_000);
  });

  it('is left to a return page that speaks, also where the element is gone', async () => {
    const first = await payAway();
    first.element.remove();
    const channel = new BroadcastChannel('monime-checkout');
    const acknowledged = next(channel, 'message');
    const {id: reference} = first;
    channel.postMessage({type: 'monime-checkout:return', outcome: 'success', reference, nonce: 'n'});
    await acknowledged;
    channel.close();
    const second = await payAway();
    await until(() => second.popup.closed);
    expect(first.popup.closed).to.equal(false);
    first.popup.close();
  });

  it('has the mark by which the return page knows it, and this page does not', async () => {
    const popup = await openLanding();
    expect(popup.sessionStorage.getItem(MARK)).to.equal('1');
    expect(sessionStorage.getItem(MARK)).to.equal(null);
    popup.close();
  });

  it("has the mark and the shop's own keys if the browser copies the storage too late, as WebKit can", async () => {
    const native = window.open;
    window.open = (...args) => {
      const opened = native.apply(window, args);
      opened?.sessionStorage.clear();
      return opened;
    };
    sessionStorage.setItem('basket', '7');
    try {
      const popup = await openLanding();
      expect(popup.sessionStorage.getItem(MARK)).to.equal('1');
      expect(popup.sessionStorage.getItem('basket')).to.equal('7');
      expect(sessionStorage.getItem(MARK)).to.equal(null);
      popup.close();
    } finally {
      window.open = native;
      sessionStorage.removeItem('basket');
    }
  });
});
