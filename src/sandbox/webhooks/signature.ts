import {createHmac} from 'node:crypto';
import type {ProviderName} from '../../core/session.ts';

/**
 * Signs a webhook body and returns the provider's signature header.
 * @param at seconds since 1970. Must be real time, because receivers refuse old signatures
 */
export function signatureHeader(
  provider: ProviderName,
  {secret, body, at}: {secret: string; body: string; at: number},
): Record<string, string> {
  const hmac = createHmac('sha256', secret);
  if (provider === 'monime') {
    return {'Monime-Signature': `t=${at},v1=${hmac.update(`${at}_${body}`).digest('base64')}`};
  }
  // `te` is the signature in test mode, `li` in live mode.
  // https://developers.paymongo.com/docs/securing-webhook
  return {'Paymongo-Signature': `t=${at},te=${hmac.update(`${at}.${body}`).digest('hex')},li=`};
}
