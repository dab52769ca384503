import {CheckoutError} from './error.ts';

const PROVIDER_HOSTS = ['*.monime.io', '*.paymongo.com'];

/** What URLs are checked against, in addition to the providers' hosts. */
export interface HostRules {
  /** Additional hosts: `pay.example`, `pay.example:8443` or `*.example`. */
  allowedHosts: readonly string[];
  /** Whether http is allowed on loopback and `allowedHosts`. Set it only if the page itself is http. */
  allowHttp: boolean;
}

/** Parses an absolute URL; null if the text is not one. Replaces `URL.parse`, which older browsers lack. */
export function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** Whether a host name always resolves to this machine. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|\[::1\]|127\.\d+\.\d+\.\d+)$/.test(hostname);
}

function hostMatches(url: URL, pattern: string): boolean {
  return pattern.startsWith('*.') ? url.hostname.endsWith(pattern.slice(1)) && url.port === '' : url.host === pattern;
}

/**
 * Checks the URL of a hosted page before the customer is sent to it.
 * @returns the URL unchanged, including its fragment
 * @throws {CheckoutError} `unsafe_url`, with the host and the attribute that would allow it
 */
export function checkHostedUrl(text: string, rules: HostRules, path = 'hostedUrl'): string {
  const refuse = (reason: string) => new CheckoutError('unsafe_url', `The hosted page ${reason}`, {path});
  const url = parseUrl(text);
  if (!url) throw refuse('has no absolute URL.');
  if (url.username || url.password) throw refuse('has a URL with a user name or password.');
  const isListed = rules.allowedHosts.some((pattern) => hostMatches(url, pattern));
  const isLocal = rules.allowHttp && isLoopback(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && rules.allowHttp && (isListed || isLocal))) {
    throw refuse(`on ${url.host || url.protocol} is not https.`);
  }
  if (!isListed && !isLocal && !PROVIDER_HOSTS.some((pattern) => hostMatches(url, pattern))) {
    throw refuse(`is on ${url.host}, not on a provider's host. To allow it, set allowed-hosts="${url.host}".`);
  }
  return text;
}

/** Whether an image URL may be loaded: https, or http if allowed. */
export function isImageUrl(text: string, allowHttp: boolean): boolean {
  const protocol = parseUrl(text)?.protocol;
  return protocol === 'https:' || (allowHttp && protocol === 'http:');
}
