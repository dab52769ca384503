// @vitest-environment happy-dom
import {beforeEach, expect, it, onTestFinished, vi} from 'vitest';
import {CHANNEL_NAME} from '../../../../src/core/return-message.ts';
import {closeAfterReturn} from '../../../../src/widget/outcome/window-closer.ts';

const SHOP = 'https://shop.example';
const RETURNED = {type: 'monime-checkout:return', outcome: 'success', reference: 'scs-1', nonce: 'a-random-text'};

beforeEach(() => {
  vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
  const spies = [vi.spyOn(window, 'close'), vi.spyOn(window, 'postMessage')];
  for (const spy of spies) spy.mockImplementation(() => {});
  onTestFinished(() => {
    vi.runAllTimers();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
});

/** The window of a payment that is over, and how often it was closed. */
function start(reference: () => string | null = () => 'scs-1') {
  closeAfterReturn(window, {origins: [SHOP], reference});
  return () => vi.mocked(window.close).mock.calls.length;
}

it('closes the window if no return page comes within three seconds, once', () => {
  const closed = start();
  vi.advanceTimersByTime(2999);
  expect(closed()).toBe(0);
  vi.advanceTimersByTime(1);
  expect(closed()).toBe(1);
  dispatchEvent(new Event('pagehide'));
  expect(closed()).toBe(1);
});

it('closes the window when the customer leaves this page, once', () => {
  const closed = start();
  dispatchEvent(new Event('pagehide'));
  expect(closed()).toBe(1);
  vi.advanceTimersByTime(60_000);
  expect([closed(), vi.getTimerCount()]).toEqual([1, 0]);
});

it('leaves the window to the return page, which closes it', () => {
  const closed = start();
  dispatchEvent(new MessageEvent('message', {data: RETURNED, origin: SHOP, source: window}));
  expect(vi.mocked(window.postMessage).mock.calls).toHaveLength(1);
  vi.advanceTimersByTime(60_000);
  dispatchEvent(new Event('pagehide'));
  expect(closed()).toBe(0);
});

it('leaves it to a return page that has lost its opener', async () => {
  const closed = start();
  const tab = new BroadcastChannel(CHANNEL_NAME);
  onTestFinished(() => tab.close());
  const acknowledged = new Promise<unknown>((resolve) => tab.addEventListener('message', ({data}) => resolve(data)));
  tab.postMessage(RETURNED);
  expect(await acknowledged).toEqual({type: 'monime-checkout:acknowledged', nonce: RETURNED.nonce});
  vi.advanceTimersByTime(60_000);
  expect(closed()).toBe(0);
});

it('waits for the session that was paid, although the element shows another one since', () => {
  let shown = 'scs-1';
  const closed = start(() => shown);
  shown = 'scs-2';
  dispatchEvent(new MessageEvent('message', {data: RETURNED, origin: SHOP, source: window}));
  vi.advanceTimersByTime(60_000);
  expect(closed()).toBe(0);
});

it('is not put off by another tab that shows the hosted page', () => {
  const closed = start();
  const message = {type: 'monime-checkout:tab', reference: 'scs-1', paying: true};
  dispatchEvent(new MessageEvent('message', {data: message, origin: SHOP, source: window}));
  vi.advanceTimersByTime(3000);
  expect(closed()).toBe(1);
});
