/** A frame that shows a page, until the test is over. */
export function frameWith(url: string): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.src = url;
  document.body.append(frame);
  return frame;
}

/** A page that says a message to the window that opened or embeds it, or over the channel. */
export const sayUrl = (message: object, {origin = location.origin, to = 'opener', times = 1} = {}): string =>
  `${origin}/test/browser/pages/say.html?${new URLSearchParams({to, times: String(times), message: JSON.stringify(message)})}`;

/** A well-formed return message. */
export const saying = (reference: string | null, outcome = 'success') => ({
  type: 'monime-checkout:return',
  outcome,
  reference,
  nonce: 'n',
});
