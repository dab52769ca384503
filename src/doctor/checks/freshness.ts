import {isJson} from '../answers.ts';
import {type Check, NO_SESSION} from '../check.ts';
import {type Finding, finder} from '../finding.ts';
import type {Answer} from '../probe.ts';

/** Milliseconds by which two clocks may differ. */
const TOLERANCE = 60_000;

export const FRESHNESS = {
  cacheable: {
    level: 'error',
    title: "The session's answer may be kept",
    why: 'A cache on the way answers "open" to a customer who has paid, or one customer with the order of another.',
    mend: 'Answer Cache-Control: no-store, and let no proxy or CDN put another header over it or keep answers below the endpoint.',
  },
  no_store_missing: {
    level: 'warning',
    title: "The session's answer does not say no-store",
    why: 'The widget itself asks past the caches of the browser; what stands between may still keep the answer.',
    mend: 'Answer Cache-Control: no-store.',
  },
  clock_off: {
    level: 'error',
    title: "The endpoint's clock and this machine's differ",
    why: 'The widget counts the time left by the endpoint, and webhooks whose time lies ahead of its clock by five minutes are refused. (The wrong clock may be the one here.)',
    mend: 'Let the server set its clock by NTP, and compare this machine with it.',
  },
  no_server_time: {
    level: 'warning',
    title: 'The answer does not say what time it is',
    why: "Without it the widget counts the time left by the customer's clock, which is often wrong.",
    mend: 'Answer serverTime in the session, or a Date header (on another origin: exposed by Access-Control-Expose-Headers).',
  },
} as const;

const found = finder(FRESHNESS);

function judge({asked, headers}: Answer): Finding[] {
  const policy = headers.get('cache-control')?.toLowerCase() ?? '';
  const age = headers.get('age');
  const seen = `${asked} answered Cache-Control: ${policy || 'nothing'}${age ? `, Age: ${age}` : ''}`;
  if (Number(age) > 0) return [found('cacheable', seen)];
  if (/\b(no-store)\b/.test(policy)) return [];
  const isKept = /\bpublic\b|\b(s-maxage|max-age)\s*=\s*[1-9]/.test(policy);
  return [found(isKept ? 'cacheable' : 'no_store_missing', seen)];
}

export const cache: Check = {
  name: 'The session is not kept by caches',
  async look(visit) {
    const answer = await visit.answered();
    return answer?.status === 200 && isJson(answer) ? {findings: judge(answer)} : NO_SESSION;
  },
};

function serverTimeIn({json}: Answer): string | null {
  if (typeof json !== 'object' || json === null || !('serverTime' in json)) return null;
  return typeof json.serverTime === 'string' ? json.serverTime : null;
}

function isReadable({headers}: Answer, crossOrigin: boolean): boolean {
  return !crossOrigin || /(^|[\s,])(date|\*)([\s,]|$)/i.test(headers.get('access-control-expose-headers') ?? '');
}

export const clock: Check = {
  name: 'The clock is right',
  async look(visit) {
    const session = await visit.answered();
    const answer = session?.status === 200 ? session : await visit.unknown();
    const date = isReadable(answer, visit.crossOrigin) ? answer.headers.get('date') : null;
    const time = Date.parse(serverTimeIn(answer) ?? date ?? '');
    if (Number.isNaN(time)) {
      return {findings: [found('no_server_time', `${answer.asked} answered neither serverTime nor a readable Date`)]};
    }
    const ahead = time - answer.at;
    const seconds = Math.round(Math.abs(ahead) / 1000);
    if (Math.abs(ahead) <= TOLERANCE) return {findings: [], note: `${seconds} s apart`};
    const direction = ahead > 0 ? 'ahead of' : 'behind';
    return {findings: [found('clock_off', `${answer.asked} is ${seconds} s ${direction} this machine`)]};
  },
};
