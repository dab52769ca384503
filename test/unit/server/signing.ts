import {execFileSync} from 'node:child_process';
import {SANDBOX_KEYS} from '../../../src/sandbox/index.ts';
import {monime, type MonimeOptions, paymongo, type PayMongoOptions} from '../../../src/server/index.ts';
import type {ProviderServer} from './shop.ts';

export const MONIME_SECRET = 'a-webhook-secret-of-monime-with-40-chars';
export const PAYMONGO_SECRET = 'whsk_a1b2c3d4e5f6a7b8c9d0e1f2';

type Text = string | Uint8Array;

/** HMAC-SHA256 as the openssl command makes it. */
export function opensslHmac(secret: string, text: Text): Buffer {
  const key = `hexkey:${Buffer.from(secret).toString('hex')}`;
  return execFileSync('openssl', ['dgst', '-sha256', '-mac', 'HMAC', '-macopt', key, '-binary'], {input: text});
}

export function unixNow(): number {
  return Math.floor(Date.now() / 1000);
}

function join(prefix: string, body: Text): Buffer {
  return Buffer.concat([Buffer.from(prefix), Buffer.from(body)]);
}

/** A provider's webhooks: how its adapter is made, how they are signed, what they say. */
export interface Signed {
  name: 'Monime' | 'PayMongo';
  header: string;
  secret: string;
  sign(body: Text, secret?: string, time?: number): string;
  event(id: string, type?: string): object;
}

export const MONIME: Signed = {
  name: 'Monime',
  header: 'Monime-Signature',
  secret: MONIME_SECRET,
  sign: (body, secret = MONIME_SECRET, time = unixNow()) =>
    `t=${time},v1=${opensslHmac(secret, join(`${time}_`, body)).toString('base64')}`,
  event: (id, type = 'checkout_session.completed') => ({
    apiVersion: 'caph.2025-08-23',
    event: {id: 'wkd-1', name: type, timestamp: String(unixNow())},
    object: {id, type: type.split('.')[0]},
    data: {id, status: 'completed', orderNumber: 'ORDER-1'},
  }),
};

export const PAYMONGO: Signed = {
  name: 'PayMongo',
  header: 'Paymongo-Signature',
  secret: PAYMONGO_SECRET,
  sign: (body, secret = PAYMONGO_SECRET, time = unixNow()) =>
    `t=${time},te=${opensslHmac(secret, join(`${time}.`, body)).toString('hex')},li=`,
  event: (id, type = 'checkout_session.payment.paid') => ({
    data: {
      id: 'evt_1',
      type: 'event',
      attributes: {type, livemode: false, data: {id, type: 'checkout_session', attributes: {status: 'active'}}},
    },
  }),
};

export function monimeWith({origin}: ProviderServer, options: Partial<MonimeOptions> = {}) {
  return monime({...SANDBOX_KEYS.monime, apiUrl: `${origin}/monime`, webhookSecret: MONIME_SECRET, ...options});
}

export function paymongoWith({origin}: ProviderServer, options: Partial<PayMongoOptions> = {}) {
  const {secretKey} = SANDBOX_KEYS.paymongo;
  return paymongo({secretKey, apiUrl: `${origin}/paymongo`, webhookSecret: PAYMONGO_SECRET, ...options});
}
