function matchesSource(source: string, page: URL, framed: URL): boolean {
  if (source === '*') return /^https?:$/.test(page.protocol);
  if (source === "'self'") return page.origin === framed.origin;
  if (/^[a-z][a-z0-9+.-]*:$/i.test(source)) return page.protocol === source.toLowerCase();
  const [, scheme, host = '', port] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/:]+)(?::(\d+|\*))?/i.exec(source) ?? [];
  const protocol = scheme ? `${scheme.toLowerCase()}:` : framed.protocol;
  // A source with the scheme http also matches https: https://www.w3.org/TR/CSP3/#match-schemes
  if (page.protocol !== protocol && !(protocol === 'http:' && page.protocol === 'https:')) return false;
  const name = host.toLowerCase();
  const isHost = name.startsWith('*.') ? page.hostname.endsWith(name.slice(1)) : page.hostname === name;
  return isHost && (port === '*' || (port ?? '') === page.port);
}

/** The header that stops a page of `origin` from framing the page at `framed`; null if framing is not refused. */
export function frameRefusal(headers: Headers, framed: URL, origin: string): string | null {
  const page = new URL(origin);
  const policies = (headers.get('content-security-policy') ?? '')
    .split(',')
    .flatMap((policy) => policy.split(';').find((directive) => /^\s*frame-ancestors\b/i.test(directive)) ?? [])
    .map((directive) => directive.trim().split(/\s+/));
  for (const [name, ...sources] of policies) {
    if (!sources.some((source) => matchesSource(source, page, framed))) return `${name} ${sources.join(' ')}`;
  }
  // Browsers ignore X-Frame-Options if there is a frame-ancestors directive:
  // https://www.w3.org/TR/CSP3/#frame-ancestors-and-frame-options
  if (policies.length > 0) return null;
  const option = headers.get('x-frame-options')?.trim().toLowerCase() ?? '';
  if (option === 'deny' || (option === 'sameorigin' && page.origin !== framed.origin))
    return `X-Frame-Options: ${option}`;
  return null;
}

/** The policy that removes `window.opener` from the page; null if there is none. */
export function openerRefusal(headers: Headers): string | null {
  const policy = headers.get('cross-origin-opener-policy')?.split(';')[0]?.trim() ?? '';
  return policy === '' || policy === 'unsafe-none' ? null : `Cross-Origin-Opener-Policy: ${policy}`;
}
