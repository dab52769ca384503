import {EARLY_RESPONSE_MAX_AGE_MS, EARLY_RESPONSES_KEY, type EarlyResponse} from './early-response.ts';
import {joinUrl} from './join-url.ts';
import {looksSecret} from '../../core/secret.ts';
import {isSessionId} from '../../core/session.ts';

const responses = new Map<string, EarlyResponse>();
const handled = new WeakSet<Element>();

/**
 * Requests the session of an element before the widget is loaded. Handles only elements with the attributes
 * `session-id` and `endpoint` and without an inline session; leaves all others, and every error, to the widget.
 */
export function startEarlyRequest(element: Element): void {
  // While the document is loading, an element is complete only once it has a next sibling.
  if (handled.has(element) || (document.readyState === 'loading' && !element.nextSibling)) return;
  handled.add(element);
  const id = element.getAttribute('session-id') ?? '';
  const endpoint = element.getAttribute('endpoint');
  if (endpoint === null || !isSessionId(id) || 'session' in element || element.querySelector('script')) return;
  // The same URL as in session-source.ts, which looks the response up by it.
  const url = joinUrl(endpoint, `sessions/${id}`);
  if (looksSecret(url) || responses.has(url)) return;
  const response = fetch(url, {cache: 'no-store', signal: AbortSignal.timeout(EARLY_RESPONSE_MAX_AGE_MS)});
  response.catch(() => {});
  responses.set(url, {at: performance.now(), response});
  Reflect.set(globalThis, EARLY_RESPONSES_KEY, responses);
}
