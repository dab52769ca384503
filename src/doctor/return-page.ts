export interface ReturnScript {
  src: string;
  outcome: string;
}

function attributeOf(tag: string, name: string): string | null {
  const [, quoted, bare] = new RegExp(`\\s${name}=(?:["']([^"']*)["']|([^\\s>]+))`, 'i').exec(tag) ?? [];
  return (quoted ?? bare)?.replaceAll('&amp;', '&') ?? null;
}

/** Finds the script of a return page that notifies the widget; null if there is none. */
export function findReturnScript(page: string): ReturnScript | null {
  for (const [tag] of page.matchAll(/<script\b[^>]*>/gi)) {
    const [src, outcome] = [attributeOf(tag, 'src'), attributeOf(tag, 'data-outcome')];
    if (src !== null && outcome !== null) return {src, outcome};
  }
  return null;
}

/** Describes what makes a Content-Security-Policy too lax for scripts; null if it is strict. */
export function scriptPolicyGap(policy: string | null): string | null {
  if (policy === null) return 'no Content-Security-Policy';
  const directives = policy.split(';').map((directive) => directive.trim().split(/\s+/));
  const scripts =
    directives.find(([name]) => name === 'script-src') ?? directives.find(([name]) => name === 'default-src');
  if (!scripts) return 'a Content-Security-Policy without script-src';
  const isPinned = scripts.some((source) => /^'(nonce|sha\d+)-/.test(source));
  const gap = scripts.find((source) => source === '*' || (source === "'unsafe-inline'" && !isPinned));
  return gap === undefined ? null : `a Content-Security-Policy with script-src ${gap}`;
}
