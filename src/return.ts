import {CHANNEL_NAME, isAcknowledgement, type ReturnMessage, type ReturnOutcome} from './core/return-message.ts';
import {WINDOW_MARK} from './core/window-mark.ts';

/** How long to wait for a widget to acknowledge the message. */
const ACKNOWLEDGEMENT_TIMEOUT_MS = 500;
/** How long to wait for this window to close. */
const CLOSE_TIMEOUT_MS = 500;
/**
 * Both in a window that a widget has opened. The widget's page is likely to be there, but may be busy; and the window can
 * be closed, but in Chromium a navigation that begins before it is closed undoes that for good.
 */
const OWN_WINDOW_TIMEOUT_MS = 3000;

function parseHttpUrl(text: string | undefined): URL | null {
  try {
    const url = new URL(text || 'about:blank', location.href);
    return /^https?:$/.test(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

/** Origins in a list that is separated by white space. Default: the page's own origin. */
function parseOrigins(list: string | undefined): string[] {
  const origins = (list ?? '').split(/\s+/).flatMap((text) => parseHttpUrl(text)?.origin ?? []);
  return origins.length > 0 ? origins : [location.origin];
}

/** Not `crypto.randomUUID`, which browsers offer in secure contexts only. */
function createNonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(36)).join('');
}

function openChannel(): BroadcastChannel | null {
  try {
    return new BroadcastChannel(CHANNEL_NAME);
  } catch {
    return null;
  }
}

/** Whether a widget of this origin has opened this window. */
function isOwnWindow(): boolean {
  try {
    return sessionStorage.getItem(WINDOW_MARK) !== null;
  } catch {
    return false;
  }
}

/** Whether a window shows a page of this origin: the location of any other page cannot be read. */
function isOfOwnOrigin(recipient: Window): boolean {
  try {
    return recipient.location.origin === location.origin;
  } catch {
    return false;
  }
}

/** Notifies the widgets that may be tracking the session, then closes the window or redirects to the landing page. */
function announceReturn(outcome: ReturnOutcome, {reference, landingUrl, origins: list}: DOMStringMap): void {
  const origins = parseOrigins(list);
  const landing = parseHttpUrl(landingUrl);
  const isFramed = window.parent !== window;
  const isOwn = !isFramed && isOwnWindow();
  const recipients: Window[] = [window.opener, isFramed && window.parent].filter(Boolean);
  const channel = openChannel();
  const controller = new AbortController();
  const {signal} = controller;
  const message: ReturnMessage = {
    type: 'monime-checkout:return',
    outcome,
    reference: reference || null,
    nonce: createNonce(),
  };

  function goToLanding(): void {
    stop();
    if (landing) location.replace(landing);
  }
  function stop(): void {
    clearTimeout(timer);
    controller.abort();
    channel?.close();
  }
  function handleMessage(data: unknown): void {
    if (!isAcknowledgement(data, message.nonce)) return;
    stop();
    // The widget removes its own frame. A window that does not close was not opened by the widget: redirect it.
    if (isFramed) return;
    window.close();
    setTimeout(goToLanding, isOwn ? OWN_WINDOW_TIMEOUT_MS : CLOSE_TIMEOUT_MS);
  }

  const timer = setTimeout(goToLanding, isOwn ? OWN_WINDOW_TIMEOUT_MS : ACKNOWLEDGEMENT_TIMEOUT_MS);
  window.addEventListener(
    'message',
    ({source, origin, data}) => {
      if (recipients.some((recipient) => recipient === source) && origins.includes(origin)) handleMessage(data);
    },
    {signal},
  );
  channel?.addEventListener('message', ({data}) => handleMessage(data), {signal});
  channel?.postMessage(message);
  for (const recipient of recipients) {
    const isOfThisOrigin = isOfOwnOrigin(recipient);
    // A message for an origin that the recipient does not have is a warning on its console.
    for (const origin of origins)
      if (isOfThisOrigin === (origin === location.origin)) recipient.postMessage(message, origin);
  }
}

// From the prototype, because a named element such as `<img name="currentScript">` shadows the document's own property.
const ownScript: unknown = Reflect.get(Document.prototype, 'currentScript', document);
const script = ownScript ?? document.querySelector('script[data-outcome][src*="return"]');
if (script instanceof HTMLScriptElement) {
  const {outcome} = script.dataset;
  if (outcome === 'success' || outcome === 'cancel') announceReturn(outcome, script.dataset);
}
