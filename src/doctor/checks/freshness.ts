import {hasJsonObject} from '../responses.ts';
import {type Check, SESSION_NEEDED} from '../check.ts';
import {type Finding, findingFactory} from '../finding.ts';
import type {ProbeResponse} from '../probe.ts';

/** Two clocks may differ by this much. */
const CLOCK_TOLERANCE_MS = 60_000;

export const FRESHNESS_FINDINGS = {
  cacheable: {
    level: 'error',
    title: "Caches may store the session's response",
    why: 'A cache can then return "open" to a customer who has paid, or one customer\'s order to another.',
    fix: 'Send Cache-Control: no-store, and do not let a proxy or CDN change this header or cache responses below the endpoint.',
  },
  no_store_missing: {
    level: 'warning',
    title: "The session's response has no no-store",
    why: "The widget bypasses the browser's cache, but a proxy may still store the response.",
    fix: 'Send Cache-Control: no-store.',
  },
  clock_off: {
    level: 'error',
    title: "The endpoint's clock differs from this machine's",
    why: "The time left and the check of webhooks depend on the endpoint's clock. This machine's clock may be the wrong one.",
    fix: "Synchronise the server's clock with NTP, and check this machine's clock.",
  },
  no_server_time: {
    level: 'warning',
    title: 'The response contains no server time',
    why: "The widget then computes the time left from the customer's clock, which is often wrong.",
    fix: 'Return serverTime in the session, or send a Date header (cross-origin: expose it with Access-Control-Expose-Headers).',
  },
} as const;

const createFinding = findingFactory(FRESHNESS_FINDINGS);

function cacheFindings({requestLine, headers}: ProbeResponse): Finding[] {
  const policy = headers.get('cache-control')?.toLowerCase() ?? '';
  const age = headers.get('age');
  const seen = `${requestLine} answered Cache-Control: ${policy || 'nothing'}${age ? `, Age: ${age}` : ''}`;
  if (Number(age) > 0) return [createFinding('cacheable', seen)];
  if (/\b(no-store)\b/.test(policy)) return [];
  const isKept = /\bpublic\b|\b(s-maxage|max-age)\s*=\s*[1-9]/.test(policy);
  return [createFinding(isKept ? 'cacheable' : 'no_store_missing', seen)];
}

export const cacheCheck: Check = {
  name: 'Caches do not store the session',
  async run(context) {
    const response = await context.sessionResponse();
    return response?.status === 200 && hasJsonObject(response) ? {findings: cacheFindings(response)} : SESSION_NEEDED;
  },
};

function serverTimeIn({json}: ProbeResponse): string | null {
  if (typeof json !== 'object' || json === null || !('serverTime' in json)) return null;
  return typeof json.serverTime === 'string' ? json.serverTime : null;
}

function isDateReadable({headers}: ProbeResponse, isCrossOrigin: boolean): boolean {
  return !isCrossOrigin || /(^|[\s,])(date|\*)([\s,]|$)/i.test(headers.get('access-control-expose-headers') ?? '');
}

export const clockCheck: Check = {
  name: 'The clock is correct',
  async run(context) {
    const session = await context.sessionResponse();
    const response = session?.status === 200 ? session : await context.unknownSessionResponse();
    const date = isDateReadable(response, context.isCrossOrigin) ? response.headers.get('date') : null;
    const time = Date.parse(serverTimeIn(response) ?? date ?? '');
    if (Number.isNaN(time)) {
      return {
        findings: [
          createFinding('no_server_time', `${response.requestLine} answered neither serverTime nor a readable Date`),
        ],
      };
    }
    const ahead = time - response.respondedAt;
    const seconds = Math.round(Math.abs(ahead) / 1000);
    if (Math.abs(ahead) <= CLOCK_TOLERANCE_MS) return {findings: [], note: `${seconds} s apart`};
    const direction = ahead > 0 ? 'ahead of' : 'behind';
    return {
      findings: [createFinding('clock_off', `${response.requestLine} is ${seconds} s ${direction} this machine`)],
    };
  },
};
