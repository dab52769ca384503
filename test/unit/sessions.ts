import type {CheckoutSession} from '../../src/core/session.ts';

/** An open session of one item, changed as the test wants it. */
export function sessionWith(changes: Partial<CheckoutSession> = {}): CheckoutSession {
  return {
    id: 'scs-1',
    provider: 'monime',
    status: 'open',
    title: 'Kola Nut Books',
    description: null,
    merchant: null,
    orderNumber: null,
    lineItems: [{name: 'Book', description: null, quantity: 1, unitAmount: 2550, currency: 'SLE', imageUrl: null}],
    totals: [{currency: 'SLE', amount: 2550}],
    accent: null,
    hostedUrl: 'https://checkout.monime.io/scs-1',
    expiresAt: null,
    createdAt: null,
    methods: [],
    feesPassedOn: false,
    testMode: null,
    framing: 'unknown',
    serverTime: null,
    ...changes,
  };
}
