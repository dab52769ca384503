import {listenToTabs, listenToWindow, type ReturnListenerOptions} from './return-listener.ts';

/** Time for the window to arrive at the return page, which closes it. */
const RETURN_TIMEOUT_MS = 3000;

/**
 * Closes the window of an ended payment: leaves it to the return page, and closes it if no return page sends a message in
 * time, or when this page is left. In Chromium, a `close()` during a navigation can be lost, and with it every later one
 * by a page of the same site. Outlives the element, which the page may remove once the payment is complete.
 */
export function closeAfterReturn(
  window: Window,
  {reference, origins}: Pick<ReturnListenerOptions, 'origins' | 'reference'>,
): void {
  const abortController = new AbortController();
  const {signal} = abortController;
  const stop = () => abortController.abort();
  const close = () => {
    stop();
    window.close();
  };
  const timer = setTimeout(close, RETURN_TIMEOUT_MS);
  signal.addEventListener('abort', () => clearTimeout(timer));
  addEventListener('pagehide', close, {signal});
  const id = reference();
  const options = {source: () => window, origins, reference: () => id, onReturn: stop, onTab: () => {}, signal};
  listenToWindow(options);
  listenToTabs(options);
}
