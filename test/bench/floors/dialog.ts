import {make} from './look.ts';

/** Opens the hosted page in a dialog, until it asks to be closed. */
export function openDialog(root: ShadowRoot, url: string): void {
  const frame = make('iframe', '');
  frame.src = url;
  frame.title = 'Payment';
  const dialog = make('dialog', '', frame);
  const {origin} = new URL(url);
  const stop = new AbortController();
  addEventListener('message', (event) => event.origin === origin && event.data === 'close' && dialog.close(), {
    signal: stop.signal,
  });
  dialog.addEventListener('close', () => {
    stop.abort();
    dialog.remove();
  });
  root.append(dialog);
  dialog.showModal();
}

/** The button that opens it. */
export function payButton(root: ShadowRoot, url: string): HTMLElement {
  const button = make('button', '', 'Pay');
  button.addEventListener('click', () => openDialog(root, url));
  return make('div', 'actions', button);
}
