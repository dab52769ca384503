import {type Check, SESSION_NEEDED} from '../check.ts';
import {type Finding, findingFactory} from '../finding.ts';
import {type Leak, type LeakKind, leaksIn} from '../leaks.ts';
import {secretsIn} from '../sanitize.ts';

export const PRIVACY_FINDINGS = {
  leaks_secret: {
    level: 'error',
    title: 'A response contains a secret',
    why: 'Every visitor of the page can read it and use your account.',
    fix: 'Remove it from the response, and replace the key at the provider today, because it may be known already.',
  },
  leaks_personal: {
    level: 'error',
    title: "The session's response contains customer data",
    why: 'Ids are in links and browser histories. Anyone with the id can read who pays and how to reach them.',
    fix: 'Remove customer and billing data from the response, because the widget shows none of it. The server half omits it.',
  },
  leaks_internal: {
    level: 'warning',
    title: "The session's response contains data for your server only",
    why: 'Metadata, references and account ids show others how your orders are counted and linked.',
    fix: 'Remove them from the response, because the widget reads none of them. The server half omits them.',
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
  name: 'No response contains private data',
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
