import type {CheckoutSession, SessionStatus} from '../../src/core/session.ts';

/** The host of the hosted page of ours and of the floors: one of the provider's own. */
export const HOSTED = 'checkout.monime.io';
const HOUR = 3_600_000;

const now = Date.now();
const serverTime = new Date(now).toISOString();

/** The id tells what the session is like. */
export function idOf(items: number, status: string): string {
  return `scs-${status}${items}`;
}

/** The session with this id; null where there is none. */
export function findSession(id: string): CheckoutSession | null {
  const [, status, items] = /^scs-(open|processing)(\d+)$/.exec(id) ?? [];
  return status === 'open' || status === 'processing' ? sessionOf(Number(items), status) : null;
}

/** The session with so many items, as the server half answers it; the same each time. */
export function sessionOf(items: number, status: SessionStatus = 'open'): CheckoutSession {
  const lineItems = Array.from({length: items}, (_, index) => ({
    name: `Book number ${index + 1}`,
    description: null,
    quantity: 1 + (index % 4),
    unitAmount: 1500 + ((index * 37) % 9000),
    currency: 'SLE',
    imageUrl: null,
  }));
  const amount = lineItems.reduce((sum, {quantity, unitAmount}) => sum + quantity * unitAmount, 0);
  return {
    id: idOf(items, status),
    provider: 'monime',
    status,
    title: 'Kola Nut Books',
    description: null,
    merchant: null,
    orderNumber: '0001',
    lineItems,
    totals: [{currency: 'SLE', amount}],
    accent: null,
    hostedUrl: `https://${HOSTED}/${idOf(items, status)}`,
    expiresAt: new Date(now + HOUR).toISOString(),
    createdAt: serverTime,
    methods: [],
    feesPassedOn: false,
    testMode: false,
    framing: 'allowed',
    serverTime,
  };
}
