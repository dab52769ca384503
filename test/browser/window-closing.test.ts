import {expect} from '@open-wc/testing';
import {payInWindow, until} from './customer.ts';
import {createSession, mount, next, sandbox} from './merchant.ts';

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

describe('the window of a payment that is complete', () => {
  it('is closed after 3 seconds in which no return page has spoken; the events do not wait', async () => {
    const {popup, element} = await payAway();
    // The mark is for the window alone.
    expect(sessionStorage.getItem('monime-checkout-window')).to.equal(null);
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
});
