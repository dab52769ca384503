import {
  type Acknowledgement,
  CHANNEL_NAME,
  isRecord,
  readReturnMessage,
  type ReturnMessage,
  type ReturnOutcome,
} from '../../core/return-message.ts';

/** Message between tabs of one origin about a session. A hint, not a proof of payment. */
interface TabMessage {
  type: 'monime-checkout:tab';
  reference: string;
  /** Whether the sending tab has the hosted page open. */
  paying: boolean;
}

/** Options of {@link listenToTabs} and {@link listenToWindow}. */
export interface ReturnListenerOptions {
  /** Returns the window that shows the hosted page; null if there is no reference to it. */
  source(): Window | null;
  /** Origins from which return pages are accepted. */
  origins: readonly string[];
  /** Returns the id of the tracked session. */
  reference(): string | null;
  /** Called when the customer comes back. A reason to query the provider, not a proof of payment. */
  onReturn(outcome: ReturnOutcome): void;
  /** Called when another tab, or another element of the page, opens or closes the hosted page of this session. */
  onTab(paying: boolean): void;
  signal: AbortSignal;
}

function readTabMessage(data: unknown): {reference: unknown; paying: boolean} | null {
  if (!isRecord(data) || data['type'] !== 'monime-checkout:tab') return null;
  const {reference, paying} = data;
  return typeof paying === 'boolean' ? {reference, paying} : null;
}

function acknowledgementOf({nonce}: ReturnMessage): Acknowledgement {
  return {type: 'monime-checkout:acknowledged', nonce};
}

/** All elements of a page share one channel. */
const listeners = new Set<ReturnListenerOptions>();
let channel: BroadcastChannel | null = null;

/** @param sender the listener that sent the message, which does not receive it; null for another tab or page */
function handleMessage(data: unknown, sender: ReturnListenerOptions | null): void {
  const message = readReturnMessage(data) ?? readTabMessage(data);
  if (!message?.reference) return;
  const receivers = [...listeners].filter((each) => each !== sender && each.reference() === message.reference);
  if ('nonce' in message && receivers.length > 0) channel?.postMessage(acknowledgementOf(message));
  for (const {onTab, onReturn} of receivers) {
    if ('paying' in message) onTab(message.paying);
    else onReturn(message.outcome);
  }
}

function openChannel(): BroadcastChannel {
  const opened = new BroadcastChannel(CHANNEL_NAME);
  opened.addEventListener('message', ({data}) => handleMessage(data, null));
  return opened;
}

/**
 * Listens for messages of return pages and other tabs on this origin's channel, which works even if a
 * `Cross-Origin-Opener-Policy` has severed `window.opener`.
 * @returns a function that notifies the others whether this element has the hosted page open
 */
export function listenToTabs(options: ReturnListenerOptions): (paying: boolean) => void {
  const {reference, signal} = options;
  listeners.add(options);
  // The jsdom of Jest has no channels.
  if (globalThis.BroadcastChannel) channel ??= openChannel();
  const stop = () => {
    listeners.delete(options);
    if (listeners.size > 0) return;
    channel?.close();
    channel = null;
  };
  signal.addEventListener('abort', stop);

  return (paying) => {
    const id = reference();
    if (id === null || signal.aborted) return;
    const message: TabMessage = {type: 'monime-checkout:tab', reference: id, paying};
    channel?.postMessage(message);
    // A channel does not deliver to its own page. In a microtask, so that elements react after the click handler only.
    queueMicrotask(() => handleMessage(message, options));
  };
}

/** Listens for the return page in the opened window or frame. Ignores messages from other windows and origins. */
export function listenToWindow({source, origins, reference, onReturn, signal}: ReturnListenerOptions): void {
  const onMessage = (event: MessageEvent) => {
    const opened = source();
    if (opened === null || event.source !== opened || !origins.includes(event.origin)) return;
    const message = readReturnMessage(event.data);
    if (!message || (message.reference !== null && message.reference !== reference())) return;
    opened.postMessage(acknowledgementOf(message), event.origin);
    onReturn(message.outcome);
  };
  addEventListener('message', onMessage, {signal});
}
