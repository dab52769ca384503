import {CheckoutError} from '../../core/error.ts';
import {looksSecret} from '../../core/secret.ts';
import {escapeHtml} from './escape-html.ts';

const ATTRIBUTE_NAME = /^[a-z][\w:.-]*$/i;

/**
 * Renders the attributes of the element: the renderer's own, and the caller's.
 * @throws {CheckoutError} `invalid_configuration` or `secret_refused`, with the attribute as path
 */
export function hostAttributes(
  own: Readonly<Record<string, string | undefined>>,
  others: Readonly<Record<string, string>>,
): string {
  for (const [name, value] of Object.entries(others)) {
    const path = `attributes.${name}`;
    if (!ATTRIBUTE_NAME.test(name) || /^(on|style$)/i.test(name) || name.toLowerCase() in own)
      throw new CheckoutError(
        'invalid_configuration',
        `renderCheckout cannot set the attribute ${name}. Remove it from attributes.`,
        {path},
      );
    if (looksSecret(value))
      throw new CheckoutError(
        'secret_refused',
        `The attribute ${name} looks like a secret key. Remove it, because visitors can read it.`,
        {path},
      );
  }
  return Object.entries({...own, ...others})
    .flatMap(([name, value]) => (value === undefined ? [] : ` ${name}="${escapeHtml(value)}"`))
    .join('');
}
