import type {HostRules} from '../core/hosted-url.ts';
import {type CheckoutSession, isSessionId} from '../core/session.ts';
import {readSession} from '../providers/read-session.ts';
import type {ProbeResponse} from './probe.ts';

interface WidgetPage {
  origin: string;
  allowedHosts: readonly string[];
}

function hostRulesFor({origin, allowedHosts}: WidgetPage): HostRules {
  return {allowedHosts, allowHttp: origin.startsWith('http:')};
}

/**
 * Reads a session from a response with the same rules as the widget on this page.
 * @throws {CheckoutError} with the path of the first wrong value
 */
export function readSessionResponse({json}: ProbeResponse, id: string, page: WidgetPage): CheckoutSession {
  return readSession(json, {id, hosts: hostRulesFor(page)});
}

export function readSessionOrNull(response: ProbeResponse, id: string, page: WidgetPage): CheckoutSession | null {
  try {
    return readSessionResponse(response, id, page);
  } catch {
    return null;
  }
}

/** The id of the created session, from a response that contains either the whole session or `{id}` alone. */
export function createdId({status, json}: ProbeResponse, page: WidgetPage): string | null {
  if (status < 200 || status > 299) return null;
  if (hasId(json) && isSessionId(json.id)) return json.id;
  try {
    return readSession(json, {id: null, hosts: hostRulesFor(page)}).id;
  } catch {
    return null;
  }
}

function hasId(json: unknown): json is {id: string} {
  return typeof json === 'object' && json !== null && 'id' in json && typeof json.id === 'string';
}
