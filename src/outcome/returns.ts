import {type Acknowledgement, CHANNEL, readReturnMessage, type ReturnMessage} from '../core/return-message.ts';

export interface ReturnsOptions {
  /** The window that shows the hosted page, if we hold it. */
  source(): Window | null;
  /** Origins that a return page may be on. */
  origins: readonly string[];
  /** Id of the session that is being watched. */
  reference(): string | null;
  /** The customer came back; a reason to ask, never a proof. */
  onReturn(outcome: ReturnMessage['outcome']): void;
  signal: AbortSignal;
}

/**
 * Listens to return pages: from the window that we opened, or over this origin's channel (a
 * `Cross-Origin-Opener-Policy` cuts the opener off, never the channel). Strangers are dropped in silence.
 */
export function listenForReturns({source, origins, reference, onReturn, signal}: ReturnsOptions): void {
  const acknowledge = ({nonce}: ReturnMessage): Acknowledgement => ({type: 'monime-checkout:acknowledged', nonce});

  const fromWindow = (event: MessageEvent) => {
    const from = source();
    if (from === null || event.source !== from || !origins.includes(event.origin)) return;
    const message = readReturnMessage(event.data);
    if (!message || (message.reference !== null && message.reference !== reference())) return;
    from.postMessage(acknowledge(message), event.origin);
    onReturn(message.outcome);
  };
  addEventListener('message', fromWindow, {signal});

  const channel = new BroadcastChannel(CHANNEL);
  signal.addEventListener('abort', () => channel.close(), {once: true});
  channel.addEventListener('message', (event) => {
    const message = readReturnMessage(event.data);
    if (!message?.reference || message.reference !== reference()) return;
    channel.postMessage(acknowledge(message));
    onReturn(message.outcome);
  });
}
