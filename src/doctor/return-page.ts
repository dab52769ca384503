export interface Bridge {
  src: string;
  outcome: string;
}

function attribute(tag: string, name: string): string | null {
  const [, quoted, bare] = new RegExp(`\\s${name}=(?:["']([^"']*)["']|([^\\s>]+))`, 'i').exec(tag) ?? [];
  return (quoted ?? bare)?.replaceAll('&amp;', '&') ?? null;
}

/** The script in a return page that tells the widget; null where there is none. */
export function bridgeIn(page: string): Bridge | null {
  for (const [tag] of page.matchAll(/<script\b[^>]*>/gi)) {
    const [src, outcome] = [attribute(tag, 'src'), attribute(tag, 'data-outcome')];
    if (src !== null && outcome !== null) return {src, outcome};
  }
  return null;
}

/** What scripts a policy lets in that it should not; null where it is strict. */
export function policyGap(policy: string | null): string | null {
  if (policy === null) return 'no Content-Security-Policy';
  const directives = policy.split(';').map((directive) => directive.trim().split(/\s+/));
  const scripts =
    directives.find(([name]) => name === 'script-src') ?? directives.find(([name]) => name === 'default-src');
  if (!scripts) return 'a Content-Security-Policy without script-src';
  const isPinned = scripts.some((source) => /^'(nonce|sha\d+)-/.test(source));
  const gap = scripts.find((source) => source === '*' || (source === "'unsafe-inline'" && !isPinned));
  return gap === undefined ? null : `a Content-Security-Policy with script-src ${gap}`;
}
