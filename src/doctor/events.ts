import {createHmac} from 'node:crypto';

/**
 * Ids of sessions that do not exist. They differ from the ids that other checks have requested before, so the
 * endpoint has no cached result and need not delay its read.
 */
const WEBHOOK_SESSION_IDS = {monime: 'scs-doctor-heard-of-none', paymongo: 'cs_doctor_heard_of_none'};

/** A webhook body that is valid for both providers. It names sessions that do not exist, so no order is fulfilled. */
export function webhookBody(time: number): string {
  return JSON.stringify({
    apiVersion: 'caph.2025-08-23',
    event: {id: 'wkd-doctor', name: 'checkout_session.expired', timestamp: String(time)},
    object: {id: WEBHOOK_SESSION_IDS.monime, type: 'checkout_session'},
    data: {
      id: 'evt_doctor',
      type: 'event',
      attributes: {
        type: 'checkout_session.payment.paid',
        livemode: false,
        // An hour old: an endpoint may ask for a recent event again while the provider does not know its session yet.
        created_at: time - 3600,
        data: {
          id: WEBHOOK_SESSION_IDS.paymongo,
          type: 'checkout_session',
          attributes: {status: 'expired', payments: []},
        },
      },
    },
  });
}

function hmacOf(body: string, time: number, secret: string, separator: string) {
  return createHmac('sha256', secret).update(`${time}${separator}${body}`);
}

/** PayMongo's signature header of one mode alone: `te` for test events, `li` for live ones. */
export function modeSignature(body: string, time: number, secret: string, part: 'te' | 'li'): Record<string, string> {
  const hex = hmacOf(body, time, secret, '.').digest('hex');
  return {'Paymongo-Signature': `t=${time},te=${part === 'te' ? hex : ''},li=${part === 'li' ? hex : ''}`};
}

/**
 * The signature headers of both providers.
 * @param time seconds since the epoch
 */
export function signatureHeaders(body: string, time: number, secret: string): Record<string, string> {
  const hex = hmacOf(body, time, secret, '.').digest('hex');
  return {
    'Monime-Signature': `t=${time},v1=${hmacOf(body, time, secret, '_').digest('base64')}`,
    'Paymongo-Signature': `t=${time},te=${hex},li=${hex}`,
  };
}
