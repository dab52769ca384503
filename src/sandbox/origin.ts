import {CheckoutError} from '../core/error.ts';

/**
 * Validates the option `origin`.
 * @returns the origin without a trailing slash
 * @throws {CheckoutError} `invalid_configuration` if it is not an http or https origin
 */
export function readOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
  throw new CheckoutError(
    'invalid_configuration',
    `The sandbox's origin must be http or https with a host and a port, such as http://localhost:4010; not ${text}.`,
    {path: 'origin'},
  );
}
