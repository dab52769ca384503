import {CHANNEL, readReturnMessage, type ReturnMessage} from '../../core/return-message.ts';

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
  /** Another tab, or another element of the page, opened or shut the hosted page of this session. */
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

function acknowledge({nonce}: ReturnMessage) {
  return {type: 'monime-checkout:acknowledged', nonce};
}

/** All elements of a page share one channel. */
const listeners = new Set<ReturnsOptions>();
let channel: BroadcastChannel | null = null;

function hear(data: unknown, teller: ReturnsOptions | null): void {
  const message = readReturnMessage(data) ?? readTabNews(data);
  if (!message?.reference) return;
  const watching = [...listeners].filter((each) => each !== teller && each.reference() === message.reference);
  if ('nonce' in message && watching.length > 0) channel?.postMessage(acknowledge(message));
  for (const {onTab, onReturn} of watching) {
    if ('paying' in message) onTab(message.paying);
    else onReturn(message.outcome);
  }
}

function open(): BroadcastChannel {
  const opened = new BroadcastChannel(CHANNEL);
  opened.addEventListener('message', ({data}) => hear(data, null));
  return opened;
}

/**
 * Listens to return pages and other tabs over this origin's channel: a `Cross-Origin-Opener-Policy` cuts an opener off,
 * never the channel.
 * @returns tells the others whether the hosted page is open here
 */
export function listenToTabs(options: ReturnsOptions): (paying: boolean) => void {
  const {reference, signal} = options;
  listeners.add(options);
  channel ??= open();
  const stop = () => {
    listeners.delete(options);
    if (listeners.size > 0) return;
    channel?.close();
    channel = null;
  };
  signal.addEventListener('abort', stop, {once: true});

  return (paying) => {
    const id = reference();
    if (id === null || signal.aborted) return;
    const news: TabNews = {type: 'monime-checkout:tab', reference: id, paying};
    channel?.postMessage(news);
    // A channel does not hear itself; and nobody hears of it before the click is done with.
    queueMicrotask(() => hear(news, options));
  };
}

/** Listens to the return page in the window that we opened. Strangers are dropped in silence. */
export function listenToWindow({source, origins, reference, onReturn, signal}: ReturnsOptions): void {
  const fromWindow = (event: MessageEvent) => {
    const from = source();
    if (from === null || event.source !== from || !origins.includes(event.origin)) return;
    const message = readReturnMessage(event.data);
    if (!message || (message.reference !== null && message.reference !== reference())) return;
    from.postMessage(acknowledge(message), event.origin);
    onReturn(message.outcome);
  };
  addEventListener('message', fromWindow, {signal});
}
