import * as z from 'zod/mini';
import {Created, ErrorBody} from '../core/contract/messages.ts';
import type {HostRules} from '../core/hosted-url.ts';
import type {CheckoutSession} from '../core/session.ts';
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
 * @param warn called with a message for each word that the widget does not know
 * @throws {CheckoutError} with the path of the first wrong value
 */
export function readSessionResponse(
  {json}: ProbeResponse,
  id: string,
  page: WidgetPage,
  warn: (message: string) => void = () => undefined,
): CheckoutSession {
  return readSession(json, {id, hosts: hostRulesFor(page), warn});
}

export function readSessionOrNull(response: ProbeResponse, id: string, page: WidgetPage): CheckoutSession | null {
  try {
    return readSessionResponse(response, id, page);
  } catch {
    return null;
  }
}

/** The id of the created session, from a response that contains either the whole session or `{id}` alone. */
export function createdId({status, json}: ProbeResponse): string | null {
  const created = status >= 200 && status <= 299 ? z.safeParse(Created, json) : null;
  return created?.success ? created.data.id : null;
}

/** Whether a create request was refused because the order is paid, with the session that paid it. */
export function isRefusedAsPaid({status, json}: ProbeResponse): boolean {
  const refusal = status === 409 ? z.safeParse(ErrorBody, json) : null;
  if (!refusal?.success) return false;
  const {code, session} = refusal.data.error;
  return code === 'order_completed' && session?.status === 'completed';
}
