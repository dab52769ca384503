import {createHmac} from 'node:crypto';

/** Sessions that cannot be, and that were not asked for before: the endpoint need not wait before it asks. */
const UNHEARD = {monime: 'scs-doctor-heard-of-none', paymongo: 'cs_doctor_heard_of_none'};

/** Announcement of both providers at once, about sessions that cannot be, and no reason to ship anything. */
export function event(time: number): string {
  return JSON.stringify({
    apiVersion: 'caph.2025-08-23',
    event: {id: 'wkd-doctor', name: 'checkout_session.expired', timestamp: String(time)},
    object: {id: UNHEARD.monime, type: 'checkout_session'},
    data: {
      id: 'evt_doctor',
      type: 'event',
      attributes: {
        type: 'checkout_session.payment.paid',
        livemode: false,
        data: {id: UNHEARD.paymongo, type: 'checkout_session', attributes: {status: 'expired', payments: []}},
      },
    },
  });
}

/** The headers of both providers, signed with the secret. */
export function sign(body: string, time: number, secret: string): Record<string, string> {
  const hmac = (separator: string) => createHmac('sha256', secret).update(`${time}${separator}${body}`);
  const hex = hmac('.').digest('hex');
  return {
    'Monime-Signature': `t=${time},v1=${hmac('_').digest('base64')}`,
    'Paymongo-Signature': `t=${time},te=${hex},li=${hex}`,
  };
}
