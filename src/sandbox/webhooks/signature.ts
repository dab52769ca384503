import {createHmac} from 'node:crypto';
import type {ProviderName} from '../../core/session.ts';

/**
 * The header that proves who sent a webhook.
 * @param at seconds since 1970, by the machine's clock: receivers refuse what is old
 */
export function signatureHeader(
  provider: ProviderName,
  {secret, body, at}: {secret: string; body: string; at: number},
): Record<string, string> {
  const hmac = createHmac('sha256', secret);
  if (provider === 'monime') {
    return {'Monime-Signature': `t=${at},v1=${hmac.update(`${at}_${body}`).digest('base64')}`};
  }
  // `te` is the signature of test mode, `li` that of live mode.
  return {'Paymongo-Signature': `t=${at},te=${hmac.update(`${at}.${body}`).digest('hex')},li=`};
}
