import {CheckoutError} from '../../core/error.ts';
import {randomKey} from '../../core/random-key.ts';
import {type CheckoutSession, isOutcome} from '../../core/session.ts';
import type {ProviderSession} from '../adapters/adapter.ts';
import type {Order} from '../adapters/order.ts';
import type {Settings} from '../config/options.ts';
import {checkId} from '../sessions/session-reader.ts';
import {CreateCall, type CreateParts} from './create-call.ts';
import {demandOf} from './demand.ts';
import {refusalOf} from './refusal.ts';
import {READ_INTERVAL_MS, type WaitUntil} from './settlement.ts';

export interface CreateOptions {
  /**
   * For an order without a reference, 8 to 64 characters of `[A-Za-z0-9_-]`: the same key again returns the same
   * session, other money under it is refused. Default: a random one.
   */
  key?: string | undefined;
  /** A session to be replaced: it is ended if it can still be paid. */
  renew?: string | null | undefined;
}

/** What the routes add to a create request. */
interface CreateContext extends CreateOptions {
  /** Whether a browser chose the key: browsers' keys and the merchant's own are apart. */
  isFromBrowser?: boolean;
  /** Whether the caller may see, and end, a session that was not made for this request. */
  mayRead?: (session: CheckoutSession) => Promise<boolean>;
  waitUntil?: WaitUntil | undefined;
}

/** Returns the order's session, or creates one. */
export type GetOrCreate<P> = (order: Order<P>, context: CreateContext) => Promise<ProviderSession>;

const KEY = /^[A-Za-z0-9_-]{8,64}$/;

function checkKey(key: string): string {
  if (!KEY.test(key)) {
    throw new CheckoutError('invalid_request', 'Idempotency-Key must be 8 to 64 letters, digits, _ or -.', {
      path: 'Idempotency-Key',
    });
  }
  return key;
}

export function createSessionCreator<P>(settings: Settings<P>, parts: CreateParts): GetOrCreate<P> {
  const {provider} = settings;
  const {names, settlement} = parts;

  return async (order, {key, renew, isFromBrowser = false, mayRead = async () => true, waitUntil}) => {
    const checked = provider.check(order);
    const idempotencyKey = key === undefined ? randomKey() : checkKey(key);
    const reference = checked.reference ?? null;
    if (renew != null) checkId(renew, provider, 'renew');
    const recordKey =
      reference === null
        ? await names.keyOf('w', `${isFromBrowser ? 'browser' : 'own'} ${idempotencyKey}`)
        : await names.keyOf('o', reference);
    const call = new CreateCall(parts, {
      key: recordKey,
      demand: await demandOf(checked, provider.payee(checked), provider.details(checked)),
      reference,
      isFromBrowser: isFromBrowser && reference === null,
      renew: renew ?? null,
      mayRead,
      waitUntil,
      bodyFor: (params) => provider.body(checked, params),
    });
    if (renew != null) {
      const standing = await endElsewhere(call, renew, recordKey);
      if (standing) return standing;
    }
    return call.run();
  };

  /** Ends the session that is to be replaced, if another record holds it; returns it if it cannot be ended. */
  async function endElsewhere(call: CreateCall, id: string, key: string): Promise<ProviderSession | null> {
    const read = async (gap: number) => {
      try {
        return await settlement.read(id, {gap, as: 'customer'});
      } catch (error) {
        if (error instanceof CheckoutError && error.code === 'not_found') return null;
        throw error;
      }
    };
    const standing = await read(READ_INTERVAL_MS.customer);
    if (!standing || standing.isForeign) return null;
    const {status} = standing.found.session;
    if (status === 'completed') throw refusalOf('completed', standing.found);
    if (standing.key === key) {
      call.noteRead(id, standing.found);
      return null;
    }
    if (isOutcome(status)) return null;
    if (status === 'processing' || (await settlement.end(standing.key, id)) === 'refused') return standing.found;
    const after = await read(0);
    if (after?.found.session.status === 'completed') throw refusalOf('completed', after.found);
    return !after || isOutcome(after.found.session.status) ? null : after.found;
  }
}
