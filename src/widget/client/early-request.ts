import {EARLY, EARLY_LIFETIME, type EarlyAnswer, sessionUrl} from './early-response.ts';
import {looksSecret} from '../../core/secret.ts';
import {isSessionId} from '../../core/session.ts';

const answers = new Map<string, EarlyAnswer>();
const seen = new WeakSet<Element>();

/** Asks for the session that the element names, where that is plain to see; all else is left to the widget. */
export function askEarly(element: Element): void {
  // While the page is still arriving, an element has all its children once something stands behind it.
  if (seen.has(element) || (document.readyState === 'loading' && !element.nextSibling)) return;
  seen.add(element);
  const id = element.getAttribute('session-id') ?? '';
  const endpoint = element.getAttribute('endpoint');
  if (endpoint === null || !isSessionId(id) || 'session' in element || element.querySelector('script')) return;
  const url = sessionUrl(endpoint, id);
  if (looksSecret(url) || answers.has(url)) return;
  const response = fetch(url, {cache: 'no-store', signal: AbortSignal.timeout(EARLY_LIFETIME)});
  response.catch(() => {});
  answers.set(url, {at: performance.now(), response});
  Reflect.set(globalThis, EARLY, answers);
}
