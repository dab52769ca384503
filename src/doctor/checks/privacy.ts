import {type Check, SESSION_NEEDED} from '../check.ts';
import {type Finding, findingFactory} from '../finding.ts';
import {type Leak, type LeakKind, leaksIn} from '../leaks.ts';
import {secretsIn} from '../sanitize.ts';

export const PRIVACY_FINDINGS = {
  leaks_secret: {
    level: 'error',
    title: 'An answer holds a secret',
    why: 'Whoever opens the page has it, and can do with your account what you can.',
    mend: 'Take it out of the answer, and replace the key at the provider today: it counts as known.',
  },
  leaks_personal: {
    level: 'error',
    title: "The session's answer holds data of the customer",
    why: 'Whoever has the id, and it travels in links and histories, can read who pays and how to reach them.',
    mend: 'Leave customer and billing data out of the answer: the widget shows none of it. The server half answers without.',
  },
  leaks_internal: {
    level: 'warning',
    title: "The session's answer holds what only your server needs",
    why: 'Metadata, references and account ids tell strangers how your orders are counted and linked.',
    mend: 'Leave them out of the answer: the widget reads none of them. The server half answers without.',
  },
} as const;

const createFinding = findingFactory(PRIVACY_FINDINGS);

const CODE_BY_KIND = {secret: 'leaks_secret', personal: 'leaks_personal', internal: 'leaks_internal'} as const;

function leakFindings(leaks: readonly Leak[], kind: LeakKind, requestLine: string): Finding[] {
  const places = leaks
    .filter((leak) => leak.kind === kind)
    .map(({path, secret}) => (secret ? `${path} (${secret})` : path));
  return places.length > 0
    ? [createFinding(CODE_BY_KIND[kind], `${requestLine} answered ${[...new Set(places)].join(', ')}`)]
    : [];
}

export const privacyCheck: Check = {
  name: 'No answer holds what is private',
  async run(context) {
    const session = await context.sessionResponse();
    const leaks = session ? leaksIn(session.json) : [];
    const inSession = session
      ? (['secret', 'personal', 'internal'] as const).flatMap((kind) => leakFindings(leaks, kind, session.requestLine))
      : [];
    const others = context.responses.filter((response) => response !== session && secretsIn(response.text).length > 0);
    const inOthers = others
      .slice(0, 1)
      .map(({requestLine, text}) => createFinding('leaks_secret', `${requestLine} answered ${secretsIn(text)[0]}`));
    const findings = [...inSession, ...(inSession.some(({code}) => code === 'leaks_secret') ? [] : inOthers)];
    return findings.length === 0 && session?.status !== 200 ? SESSION_NEEDED : {findings};
  },
};
