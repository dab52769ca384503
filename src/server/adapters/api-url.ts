import {CheckoutError} from '../../core/error.ts';
import {type HostRules, isLoopback, parseUrl} from '../../core/hosted-url.ts';

/**
 * Checks where the provider's API is to be found, and tells which hosts its hosted pages may then be on.
 * @throws {CheckoutError} `invalid_configuration`
 */
export function readApiUrl(text: string | undefined, standard: string): {apiUrl: string; hosts: HostRules} {
  if (text === undefined) return {apiUrl: standard, hosts: {allowedHosts: [], allowHttp: false}};
  const refuse = (reason: string) => new CheckoutError('invalid_configuration', reason, {path: 'apiUrl'});
  const url = parseUrl(text);
  if (!url || url.search || url.hash || url.username || url.password) {
    throw refuse('apiUrl must be an absolute URL without query or password, for example http://localhost:4010/monime.');
  }
  const local = isLoopback(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) {
    throw refuse(`apiUrl must be https: a secret travels to ${url.host}.`);
  }
  return {apiUrl: text.replace(/\/+$/, ''), hosts: {allowedHosts: [url.host], allowHttp: local}};
}
