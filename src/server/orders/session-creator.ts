import {randomKey} from '../../core/random-key.ts';
import {CheckoutError} from '../../core/error.ts';
import {type CheckoutSession, isSessionId} from '../../core/session.ts';
import type {KeyedMutex} from '../stores/keyed-mutex.ts';
import {returnUrl, type Settings} from '../config/options.ts';
import type {Order} from '../adapters/order.ts';
import {checkId, type Reader} from '../sessions/session-reader.ts';
import type {Settlement} from './settlement.ts';
import {digest} from '../crypto/signer.ts';
import {OWN, RECORD_TTL_S} from '../stores/storage.ts';

export interface CreateOptions {
  /** One key for one wish to pay, 8 to 64 characters of `[A-Za-z0-9_-]`: the same again answers the same session. */
  key?: string | undefined;
  /** A session to be replaced: it is ended where it is still open. */
  renew?: string | null | undefined;
}

export interface SessionCreator<P> {
  /** Answers the order's open session, or creates one. */
  getOrCreate(order: Order<P>, options: CreateOptions): Promise<CheckoutSession>;
  /** The session of a return reference, or null. */
  findByReference(reference: string): Promise<string | null>;
}

const KEY = /^[A-Za-z0-9_-]{8,64}$/;

function checkKey(key: string): string {
  if (!KEY.test(key)) {
    throw new CheckoutError('invalid_request', 'Idempotency-Key must be 8 to 64 letters, digits, _ and -.', {
      path: 'Idempotency-Key',
    });
  }
  return key;
}

export function createSessionCreator<P>(
  settings: Settings<P>,
  {reader, settlement, exclusive}: {reader: Reader; settlement: Settlement; exclusive: KeyedMutex},
): SessionCreator<P> {
  const {provider, storage, emit} = settings;

  async function recall(record: string): Promise<string | null> {
    const id = await storage.getItem(record);
    return typeof id === 'string' && isSessionId(id) ? id : null;
  }

  async function create(order: Order<P>, key: string, slot: string): Promise<CheckoutSession> {
    // Signed, so that what a browser chose never travels to the provider, and a replay is byte for byte the same.
    const reference = await provider.sign(key);
    const session = await provider.create(order, {
      key: reference,
      successUrl: returnUrl(settings, 'success', reference),
      cancelUrl: returnUrl(settings, 'cancel', reference),
    });
    if (session.id === null) throw new CheckoutError('invalid_session', 'The created session has no id.', {path: 'id'});
    emit('monime_checkout.session.created', {
      'monime_checkout.provider': provider.name,
      'monime_checkout.session.id': session.id,
    });
    await storage.setItem(OWN + session.id, 'yes', {ttl: RECORD_TTL_S});
    await storage.setItem(`ref:${reference}`, session.id, {ttl: RECORD_TTL_S});
    await storage.setItem(slot, session.id, {ttl: RECORD_TTL_S});
    return session;
  }

  /** The session that still stands, after the one to be renewed was ended; null where a new one is due. */
  async function standing(id: string, renew: string | null, byOrder: boolean): Promise<CheckoutSession | null> {
    const finding = await settlement.refresh(id);
    if (!finding) return null;
    const {session} = finding;
    if (session.status === 'completed' && (byOrder || id === renew)) {
      throw new CheckoutError('order_completed', 'This order has been paid.');
    }
    if (session.status === 'open' && id === renew) {
      // Where the provider refuses, the old one can still be paid: a second one could be paid twice.
      return (await reader.end(id)) ? null : standing(id, null, byOrder);
    }
    const ended = session.status === 'cancelled' || session.status === 'expired';
    return ended && (byOrder || id === renew) ? null : session;
  }

  return {
    findByReference: (reference) => recall(`ref:${reference}`),
    async getOrCreate(order, options) {
      const checked = provider.check(order);
      const key = options.key === undefined ? randomKey() : checkKey(options.key);
      const renew = options.renew ?? null;
      if (renew !== null) checkId(renew, provider, 'renew');
      const {reference} = checked;
      const byOrder = reference != null;
      // Not signed: an order stays paid when the secret is changed.
      const slot = `${provider.name}:${byOrder ? `order:${await digest(reference)}` : `wish:${await digest(key)}`}`;
      return exclusive(slot, async () => {
        const gone: string[] = [];
        for (const id of new Set([await recall(slot), renew])) {
          if (id === null) continue;
          const session = await standing(id, renew, byOrder);
          if (session) return session;
          gone.push(id);
        }
        // A key that made a session which has ended must not be answered with that one again.
        return create(checked, [key, ...gone].join(' '), slot);
      });
    },
  };
}
