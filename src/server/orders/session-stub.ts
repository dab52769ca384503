import type {ProviderName} from '../../core/session.ts';
import type {ProviderSession} from '../adapters/adapter.ts';
import type {OrderRecord, SessionEntry} from './record.ts';
import {presentedStatus} from './session-entry.ts';

/** A session that the provider no longer knows, as the record remembers it. */
export function sessionStub(entry: SessionEntry, record: OrderRecord, provider: ProviderName): ProviderSession {
  const {id, state, totals, methods, feesPassedOn, createdAt, endedAt} = entry;
  const said = state === 'expired' ? 'expired' : 'cancelled';
  return {
    session: {
      id,
      provider,
      status: presentedStatus(record, id, said),
      title: null,
      description: null,
      merchant: null,
      orderNumber: null,
      lineItems: [],
      totals,
      accent: null,
      hostedUrl: null,
      expiresAt: null,
      createdAt: new Date(createdAt).toISOString(),
      methods,
      feesPassedOn,
      testMode: null,
      framing: 'unknown',
      serverTime: null,
    },
    payments: [],
    successUrl: null,
    reference: record.reference,
    endedAt,
  };
}
