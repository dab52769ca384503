import {CHANNEL, readReturnMessage, type ReturnMessage} from '../core/return-message.ts';

/** What tabs of one origin tell each other about a session: a hint, never a proof. */
interface TabNews {
  type: 'monime-checkout:tab';
  reference: string;
  /** Whether its hosted page is open there. */
  paying: boolean;
}

export interface ReturnsOptions {
  /** The window that shows the hosted page, if we hold it. */
  source(): Window | null;
  /** Origins that a return page may be on. */
  origins: readonly string[];
  /** Id of the session that is being watched. */
  reference(): string | null;
  /** The customer came back; a reason to ask, never a proof. */
  onReturn(outcome: ReturnMessage['outcome']): void;
  /** Another tab opened or shut the hosted page of this session. */
  onTab(paying: boolean): void;
  signal: AbortSignal;
}

function readTabNews(data: unknown): Pick<TabNews, 'reference' | 'paying'> | null {
  if (typeof data !== 'object' || data === null || !('type' in data) || data.type !== 'monime-checkout:tab')
    return null;
  if (!('reference' in data && 'paying' in data)) return null;
  const {reference, paying} = data;
  return typeof reference === 'string' && typeof paying === 'boolean' ? {reference, paying} : null;
}

/**
 * Listens to return pages: from the window that we opened, or over this origin's channel (a
 * `Cross-Origin-Opener-Policy` cuts the opener off, never the channel). Strangers are dropped in silence.
 * @returns tells the other tabs whether the hosted page is open here
 */
export function listenForReturns(options: ReturnsOptions): (paying: boolean) => void {
  const {source, origins, reference, onReturn, onTab, signal} = options;
  const acknowledge = ({nonce}: ReturnMessage) => ({type: 'monime-checkout:acknowledged', nonce});

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
  channel.addEventListener('message', ({data}) => {
    const message = readReturnMessage(data) ?? readTabNews(data);
    if (!message?.reference || message.reference !== reference()) return;
    if ('paying' in message) return onTab(message.paying);
    channel.postMessage(acknowledge(message));
    onReturn(message.outcome);
  });

  return (paying) => {
    const id = reference();
    if (id === null || signal.aborted) return;
    channel.postMessage({type: 'monime-checkout:tab', reference: id, paying} satisfies TabNews);
  };
}
