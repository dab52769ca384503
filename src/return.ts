import {CHANNEL, isAcknowledgement, type ReturnMessage} from './core/return-message.ts';

/** Milliseconds that a widget has to acknowledge, and that a closed window has to be gone. */
const PATIENCE = 500;

function httpUrl(text: string | undefined): URL | null {
  try {
    const url = new URL(text || 'about:blank', location.href);
    return /^https?:$/.test(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

function originsOf(list: string | undefined): string[] {
  const origins = (list ?? '').split(/\s+/).flatMap((text) => httpUrl(text)?.origin ?? []);
  return origins.length > 0 ? origins : [location.origin];
}

/** No `randomUUID`: that needs a secure context. */
function createNonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(36)).join('');
}

function openChannel(): BroadcastChannel | null {
  try {
    return new BroadcastChannel(CHANNEL);
  } catch {
    return null;
  }
}

/** Tells whoever may watch this session that the customer is back, then gets out of the way. */
function announce(outcome: ReturnMessage['outcome'], {reference, landingUrl, origins: list}: DOMStringMap): void {
  const origins = originsOf(list);
  const landing = httpUrl(landingUrl);
  const framed = window.parent !== window;
  const windows: Window[] = [window.opener, framed && window.parent].filter(Boolean);
  const channel = openChannel();
  const listening = new AbortController();
  const {signal} = listening;
  const message: ReturnMessage = {
    type: 'monime-checkout:return',
    outcome,
    reference: reference || null,
    nonce: createNonce(),
  };

  function leave(): void {
    stop();
    if (landing) location.replace(landing);
  }
  function stop(): void {
    clearTimeout(timer);
    listening.abort();
    channel?.close();
  }
  function acknowledged(data: unknown): void {
    if (!isAcknowledgement(data, message.nonce)) return;
    stop();
    // The widget closes its own frame. A window that did not close was not the widget's: the shop goes on here.
    if (framed) return;
    window.close();
    setTimeout(leave, PATIENCE);
  }

  const timer = setTimeout(leave, PATIENCE);
  window.addEventListener(
    'message',
    ({source, origin, data}) => {
      if (windows.some((other) => other === source) && origins.includes(origin)) acknowledged(data);
    },
    {signal},
  );
  channel?.addEventListener('message', ({data}) => acknowledged(data), {signal});
  channel?.postMessage(message);
  for (const other of windows) for (const origin of origins) other.postMessage(message, origin);
}

const script = document.currentScript ?? document.querySelector('script[data-outcome][src*="return"]');
if (script instanceof HTMLScriptElement) {
  const {outcome} = script.dataset;
  if (outcome === 'success' || outcome === 'cancel') announce(outcome, script.dataset);
}
