function matches(source: string, page: URL, framed: URL): boolean {
  if (source === '*') return /^https?:$/.test(page.protocol);
  if (source === "'self'") return page.origin === framed.origin;
  if (/^[a-z][a-z0-9+.-]*:$/i.test(source)) return page.protocol === source.toLowerCase();
  const [, scheme, host = '', port] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/:]+)(?::(\d+|\*))?/i.exec(source) ?? [];
  const protocol = scheme ? `${scheme.toLowerCase()}:` : framed.protocol;
  // A source on http stands for https as well.
  if (page.protocol !== protocol && !(protocol === 'http:' && page.protocol === 'https:')) return false;
  const name = host.toLowerCase();
  const isHost = name.startsWith('*.') ? page.hostname.endsWith(name.slice(1)) : page.hostname === name;
  return isHost && (port === '*' || (port ?? '') === page.port);
}

/** The header that keeps the page at `framed` out of a frame on a page of `origin`; null where nothing does. */
export function frameRefusal(headers: Headers, framed: URL, origin: string): string | null {
  const page = new URL(origin);
  const policies = (headers.get('content-security-policy') ?? '')
    .split(',')
    .flatMap((policy) => policy.split(';').find((directive) => /^\s*frame-ancestors\b/i.test(directive)) ?? [])
    .map((directive) => directive.trim().split(/\s+/));
  for (const [name, ...sources] of policies) {
    if (!sources.some((source) => matches(source, page, framed))) return `${name} ${sources.join(' ')}`;
  }
  // Where a policy speaks of frames, browsers do not look at the older header.
  if (policies.length > 0) return null;
  const option = headers.get('x-frame-options')?.trim().toLowerCase() ?? '';
  if (option === 'deny' || (option === 'sameorigin' && page.origin !== framed.origin))
    return `X-Frame-Options: ${option}`;
  return null;
}

/** The policy that cuts a window off from the page that opened it; null where none does. */
export function openerRefusal(headers: Headers): string | null {
  const policy = headers.get('cross-origin-opener-policy')?.split(';')[0]?.trim() ?? '';
  return policy === '' || policy === 'unsafe-none' ? null : `Cross-Origin-Opener-Policy: ${policy}`;
}
