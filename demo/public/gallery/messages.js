/** The channel over which return pages and tabs of one origin speak to the widget. */
function say(message) {
  const channel = new BroadcastChannel('monime-checkout');
  channel.postMessage(message);
  channel.close();
}

/** Says what a return page says: a reason to ask the provider, never a proof. */
export function returned(reference, outcome) {
  say({type: 'monime-checkout:return', outcome, reference, nonce: 'gallery'});
}

/** Says what another tab says that shows the payment page of this session. */
export function toldByAnotherTab(reference) {
  say({type: 'monime-checkout:tab', reference, paying: true});
}
