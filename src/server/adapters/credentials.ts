import {CheckoutError} from '../../core/error.ts';

/**
 * Reads a credential. It may be missing if no request is sent, such as in a build; {@link requireCredentials} reports
 * that.
 * @returns an empty string if it is missing
 * @throws {CheckoutError} `invalid_configuration` if it has another format; the message does not contain it
 */
export function readCredential(path: string, value: string | undefined, pattern: RegExp, message: string): string {
  if (!value) return '';
  if (!pattern.test(value)) throw new CheckoutError('invalid_configuration', message, {path});
  return value;
}

/** @throws {CheckoutError} `invalid_configuration`, naming the first option that is missing */
export function requireCredentials(provider: string, credentials: Readonly<Record<string, string>>): void {
  for (const [path, value] of Object.entries(credentials)) {
    if (value !== '') continue;
    const message = `${path} is missing, so requests to ${provider} are not possible. Check its environment variable.`;
    throw new CheckoutError('invalid_configuration', message, {path});
  }
}
