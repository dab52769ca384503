import {describe, expect, it} from 'vitest';
import type {ProviderSession} from '../../../../src/server/adapters/adapter.ts';
import {present, presentedStatus, withDetails} from '../../../../src/server/orders/session-entry.ts';
import {sessionStub} from '../../../../src/server/orders/session-stub.ts';
import {sessionWith} from '../../sessions.ts';
import {entryOf, NOW, recordOf, RECORDS} from './records.ts';

const plain = sessionWith({id: 'a', methods: [], feesPassedOn: false});
const DETAILS = {methods: ['momo'], feesPassedOn: true};

describe('what the order says of its session', () => {
  it('is added, unless the provider says it', () => {
    expect(withDetails(plain, DETAILS)).toEqual({...plain, ...DETAILS});
    const said = {...plain, methods: ['bank'], feesPassedOn: true};
    expect(withDetails(said, {methods: ['momo'], feesPassedOn: false})).toBe(said);
    expect(withDetails(said, DETAILS)).toEqual(said);
    expect(withDetails({...said, feesPassedOn: false}, DETAILS)).toEqual(said);
    expect(withDetails(plain, {methods: ['momo'], feesPassedOn: false})).toEqual({...plain, methods: ['momo']});
  });

  it('changes nothing if there is nothing to add', () => {
    expect(withDetails(plain, undefined)).toBe(plain);
    expect(withDetails(plain, {methods: [], feesPassedOn: false})).toBe(plain);
  });
});

describe('an answer of the provider', () => {
  const found: ProviderSession = {
    session: {...plain, status: 'open'},
    payments: [],
    successUrl: null,
    reference: null,
    endedAt: null,
  };
  const bare = entryOf('a', {methods: [], feesPassedOn: false});

  it('is shown as it is if the record says no more', () => {
    expect(present(found, recordOf([bare]))).toBe(found);
    expect(present(found, recordOf([]))).toBe(found);
    const nameless = {...found, session: {...found.session, id: null}};
    expect(present(nameless, recordOf([bare]))).toBe(nameless);
  });

  it('is shown with the details of the order', () => {
    const shown = present(found, recordOf([entryOf('a')]));
    expect(shown).toEqual({...found, session: {...found.session, methods: ['momo']}});
  });

  it('is shown as cancelled once another session paid for the order', () => {
    const record = {...RECORDS['paid, another open'], sessions: [entryOf('b'), bare]};
    const shown = present(found, record);
    expect(shown).toEqual({...found, session: {...found.session, status: 'cancelled'}});
  });

  it('is shown as paid although it lags', () => {
    const {session} = present(found, RECORDS['paid, notified']);
    expect(session).toMatchObject({id: 'a', status: 'completed'});
  });

  it('about a session that the record does not know says what can be done', () => {
    expect(presentedStatus(RECORDS['paid, notified'], 'unknown', 'completed')).toBe('completed');
    expect(presentedStatus(recordOf([]), 'unknown', 'open')).toBe('open');
  });
});

describe('a session that the provider has forgotten', () => {
  it.each([
    ['paid', RECORDS['paid, notified'], 'completed'],
    ['held', RECORDS.held, 'processing'],
    ['expired, final', RECORDS['expired, final'], 'expired'],
    ['gone', RECORDS.gone, 'cancelled'],
    ['ended by us', RECORDS['ended by us'], 'cancelled'],
  ] as const)('is shown as the record remembers it: %s', (_, record, status) => {
    const [entry] = record.sessions;
    if (!entry) throw new Error('The record has a session.');
    const {session, reference, endedAt, payments, successUrl} = sessionStub(entry, record, 'monime');
    expect(session).toMatchObject({
      id: 'a',
      provider: 'monime',
      status,
      totals: entry.totals,
      methods: ['momo'],
      createdAt: new Date(entry.createdAt).toISOString(),
      lineItems: [],
      hostedUrl: null,
    });
    expect({reference, endedAt, payments, successUrl}).toEqual({
      reference: 'order-1042',
      endedAt: entry.endedAt,
      payments: [],
      successUrl: null,
    });
    expect(entry.createdAt).toBeLessThan(NOW);
  });
});
