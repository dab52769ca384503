import {CheckoutError} from '../../core/error.ts';
import {type HostRules, isLoopback, parseUrl} from '../../core/hosted-url.ts';

/**
 * Validates the option `apiUrl` and derives which hosts the provider's hosted pages may be on.
 * @throws {CheckoutError} `invalid_configuration` if it is not an absolute https URL (http is allowed on loopback)
 */
export function readApiUrl(text: string | undefined, defaultUrl: string): {apiUrl: string; hosts: HostRules} {
  if (text === undefined) return {apiUrl: defaultUrl, hosts: {allowedHosts: [], allowHttp: false}};
  const invalidUrl = (reason: string) => new CheckoutError('invalid_configuration', reason, {path: 'apiUrl'});
  const url = parseUrl(text);
  if (!url || url.search || url.hash || url.username || url.password) {
    throw invalidUrl(
      'apiUrl must be an absolute URL without query or password, for example http://localhost:4010/monime.',
    );
  }
  const isLocal = isLoopback(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal)) {
    throw invalidUrl(`apiUrl must use https, because requests to ${url.host} contain a secret.`);
  }
  return {apiUrl: text.replace(/\/+$/, ''), hosts: {allowedHosts: [url.host], allowHttp: isLocal}};
}
