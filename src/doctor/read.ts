import type {HostRules} from '../core/hosted-url.ts';
import {type CheckoutSession, isSessionId} from '../core/session.ts';
import {readSession} from '../providers/read-session.ts';
import type {Answer} from './probe.ts';

interface Page {
  origin: string;
  allowedHosts: readonly string[];
}

function hostsOf({origin, allowedHosts}: Page): HostRules {
  return {allowedHosts, allowHttp: origin.startsWith('http:')};
}

/**
 * Reads an answer as the widget on this page does.
 * @throws {CheckoutError} naming the path that is wrong
 */
export function readAnswer({json}: Answer, id: string, page: Page): CheckoutSession {
  return readSession(json, {id, hosts: hostsOf(page)});
}

export function readOrNull(answer: Answer, id: string, page: Page): CheckoutSession | null {
  try {
    return readAnswer(answer, id, page);
  } catch {
    return null;
  }
}

/** The id of the session that was created: in the session, or alone. */
export function createdId({status, json}: Answer, page: Page): string | null {
  if (status < 200 || status > 299) return null;
  if (hasId(json) && isSessionId(json.id)) return json.id;
  try {
    return readSession(json, {id: null, hosts: hostsOf(page)}).id;
  } catch {
    return null;
  }
}

function hasId(json: unknown): json is {id: string} {
  return typeof json === 'object' && json !== null && 'id' in json && typeof json.id === 'string';
}
