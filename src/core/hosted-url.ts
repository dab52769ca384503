import {CheckoutError} from './error.ts';

const PROVIDER_HOSTS = ['*.monime.io', '*.paymongo.com'];

/** What a URL is checked against, beside the providers' own hosts. */
export interface HostRules {
  /** Further hosts: `pay.example`, `pay.example:8443` or `*.example`. */
  allowedHosts: readonly string[];
  /** Whether plain http will do, on loopback and listed hosts: only where the page itself is http. */
  allowHttp: boolean;
}

/** `new URL` without the exception: null where the text is no absolute URL. */
export function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** Whether a host name can only mean this machine. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|\[::1\]|127\.\d+\.\d+\.\d+)$/.test(hostname);
}

function hostMatches(url: URL, pattern: string): boolean {
  return pattern.startsWith('*.') ? url.hostname.endsWith(pattern.slice(1)) && url.port === '' : url.host === pattern;
}

/**
 * Checks where a hosted page is before anybody is sent there.
 * @returns the URL as it came, fragment and all
 * @throws {CheckoutError} `unsafe_url`, naming the host and what would allow it
 */
export function checkHostedUrl(text: string, rules: HostRules, path = 'hostedUrl'): string {
  const refuse = (reason: string) => new CheckoutError('unsafe_url', `The hosted page ${reason}`, {path});
  const url = parseUrl(text);
  if (!url) throw refuse('has no absolute URL.');
  if (url.username || url.password) throw refuse('has a URL with a user name or password in it.');
  const listed = rules.allowedHosts.some((pattern) => hostMatches(url, pattern));
  const local = rules.allowHttp && isLoopback(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && rules.allowHttp && (listed || local))) {
    throw refuse(`on ${url.host || url.protocol} is not https.`);
  }
  if (!listed && !local && !PROVIDER_HOSTS.some((pattern) => hostMatches(url, pattern))) {
    throw refuse(`is on ${url.host}, which is no provider's. If you trust that host: allowed-hosts="${url.host}".`);
  }
  return text;
}

/** Whether an image may be shown: https, or http where the page itself is http. */
export function isImageUrl(text: string, allowHttp: boolean): boolean {
  const protocol = parseUrl(text)?.protocol;
  return protocol === 'https:' || (allowHttp && protocol === 'http:');
}
