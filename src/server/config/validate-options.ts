import {CheckoutError} from '../../core/error.ts';
import {isLoopback, parseUrl} from '../../core/hosted-url.ts';
import type {ReturnOutcome} from '../../core/return-message.ts';

export function configurationError(path: string, message: string): CheckoutError {
  return new CheckoutError('invalid_configuration', message, {path});
}

export function checkOrigin(text: string, path: string): string {
  const url = parseUrl(text);
  if (!url || url.origin !== text) {
    throw configurationError(path, `${path} must be an origin such as https://shop.example, without a path.`);
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw configurationError(path, `${path} must use https. Only localhost may use http.`);
  }
  return text;
}

function isProduction(): boolean {
  // Not every runtime has `process`, and bundlers replace `process.env.NODE_ENV` at build time.
  return globalThis.process?.env?.['NODE_ENV'] === 'production';
}

/**
 * Rejects a sandbox in production, because its payments are not real. It is allowed if all origins are loopback, which is
 * a production build under test.
 * @throws {CheckoutError} `invalid_configuration`
 */
export function checkSandbox(apiUrl: string, origins: readonly string[]): void {
  const {host, hostname} = new URL(apiUrl);
  if (!isLoopback(hostname) || !isProduction() || origins.every((origin) => isLoopback(new URL(origin).hostname)))
    return;
  throw configurationError('apiUrl', `apiUrl is the sandbox on ${host}, but NODE_ENV is production. Remove apiUrl.`);
}

export function checkPath(path: string, option: string): string {
  if (!/^\/([A-Za-z0-9_~-][A-Za-z0-9._~-]*(\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*)?$/.test(path)) {
    throw configurationError(option, `${option} must start with a slash and not end with one, such as /checkout.`);
  }
  return path === '/' ? '' : path;
}

export function checkLanding(page: string, outcome: ReturnOutcome, origins: readonly [string, ...string[]]): string {
  const url = URL.canParse(page, origins[0]) ? new URL(page, origins[0]) : null;
  if (!url || !origins.includes(url.origin)) {
    throw configurationError(
      `landing.${outcome}`,
      `landing.${outcome} must be a URL on the shop's origin or on one of origins.`,
    );
  }
  return url.href;
}

export function checkAccount(name: string): string {
  if (/^[\w.-]{1,64}$/.test(name)) return name;
  throw configurationError('account', 'account must be 1 to 64 letters, digits, dots, _ or -.');
}

/** @param milliseconds a day at least: a shorter time would take sessions from customers who are paying */
export function checkDuration(milliseconds: number, path: string): number {
  if (Number.isFinite(milliseconds) && milliseconds >= 24 * 3_600_000) return milliseconds;
  throw configurationError(path, `${path} must be at least a day, in milliseconds (86400000).`);
}
