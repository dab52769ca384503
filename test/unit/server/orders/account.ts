import {onTestFinished, vi} from 'vitest';
import {CheckoutError} from '../../../../src/core/error.ts';
import type {CheckoutSession} from '../../../../src/core/session.ts';
import type {Payment, ProviderAdapter, ProviderSession} from '../../../../src/server/adapters/adapter.ts';
import {type CheckoutOptions, validateOptions} from '../../../../src/server/config/options.ts';
import type {TelemetryEvent} from '../../../../src/server/config/telemetry.ts';
import {createSigner} from '../../../../src/server/crypto/signer.ts';
import type {Order, OutcomeEvent} from '../../../../src/server/index.ts';
import {createOrders} from '../../../../src/server/orders/orders.ts';
import {memoryStore} from '../../../../src/server/stores/memory-store.ts';
import {sessionWith} from '../../sessions.ts';
import {paymentOf} from './records.ts';

export const ORIGIN = 'https://shop.example';

export const ORDER: Order = {
  title: 'Book',
  reference: 'order-1042',
  lineItems: [{name: 'Book', quantity: 1, unitAmount: 6600, currency: 'SLE'}],
};
export const ONE_OFF: Order = {...ORDER, reference: null};
/** The same after an item was added. */
export const GROWN: Order = {...ORDER, lineItems: [...ORDER.lineItems, ...ORDER.lineItems]};

export const NOT_FOUND = new CheckoutError('not_found', 'No such session (HTTP 404).');
export const AWAY = new CheckoutError('provider_unavailable', 'The provider cannot answer now (HTTP 500).');
export const RATE_LIMITED = new CheckoutError('rate_limited', 'Too many requests.', {retryAfter: 3000});
export const FORBIDDEN = new CheckoutError('not_allowed', 'The provider refused the key.');

/** A provider in this process. A test changes its sessions, or replaces one of its answers by a spy. */
export function createProvider(changes: Partial<ProviderAdapter> = {}) {
  const sessions = new Map<string, ProviderSession>();
  const keys = new Map<string, string>();

  function find(id: string): ProviderSession {
    const found = sessions.get(id);
    if (!found) throw NOT_FOUND;
    return {...found, session: {...found.session}};
  }

  function change(id: string, status: CheckoutSession['status'], payments: readonly Payment[] = []): void {
    const found = find(id);
    sessions.set(id, {...found, payments, session: {...found.session, status}});
  }

  const adapter: ProviderAdapter = {
    name: 'monime',
    apiUrl: 'https://api.monime.io',
    scope: 'api.monime.io live spc-1',
    urlLength: 2000,
    sign: createSigner('a-secret'),
    webhooks: null,
    replayWindow: 600_000,
    checkCredentials: () => undefined,
    check: (order) => order,
    payee: () => null,
    details: () => ({methods: [], feesPassedOn: false}),
    body: (order, params) => JSON.stringify({order, params}),
    async create(body, key) {
      const id = keys.get(key) ?? `scs-${keys.size + 1}`;
      keys.set(key, id);
      if (!sessions.has(id)) {
        const {order, params} = JSON.parse(body);
        const [item] = order.lineItems;
        sessions.set(id, {
          session: sessionWith({
            id,
            title: order.title,
            totals: [{currency: item.currency, amount: item.unitAmount * order.lineItems.length}],
            createdAt: new Date().toISOString(),
          }),
          payments: [],
          successUrl: params.successUrl,
          reference: order.reference,
          endedAt: null,
        });
      }
      return find(id);
    },
    get: async (id) => find(id),
    async end(id) {
      if (find(id).session.status !== 'open') return 'refused';
      change(id, 'cancelled');
      return 'ended';
    },
    ...changes,
  };
  return {
    adapter,
    sessions,
    create: vi.spyOn(adapter, 'create'),
    get: vi.spyOn(adapter, 'get'),
    end: vi.spyOn(adapter, 'end'),
    change,
    pay: (id: string, amount = 6600) => change(id, 'completed', [paymentOf(`pay-${id}`, amount)]),
    open: () => [...sessions.values()].filter(({session}) => session.status === 'open').map(({session}) => session.id),
  };
}

/** The orders of one account, with all that they report. */
export function startAccount(options: Partial<CheckoutOptions> = {}, provider = createProvider()) {
  const events: TelemetryEvent[] = [];
  const errors: unknown[] = [];
  const store = options.store ?? memoryStore();
  const settings = validateOptions({
    provider: provider.adapter,
    origin: ORIGIN,
    onEvent: (event) => void events.push(event),
    onError: (error) => void errors.push(error),
    ...options,
    store,
  });
  const orders = createOrders(settings);
  return {
    orders,
    provider,
    store,
    errors,
    events,
    named: (name: TelemetryEvent['name']) => events.filter((event) => event.name === name),
    /** Creates a session; returns its id. */
    async create(order: Order = ORDER, context: Parameters<typeof orders.getOrCreate>[1] = {}) {
      return (await orders.getOrCreate(order, context)).session.id ?? '';
    },
  };
}

/** The same, with what its hooks were called with. */
export function startWithHooks(options: Parameters<typeof startAccount>[0] = {}, provider = createProvider()) {
  const told: string[] = [];
  const note = (kind: string) => (session: CheckoutSession, event: OutcomeEvent) =>
    void told.push(`${kind} ${session.id} ${session.status} ${event.key}`);
  const account = startAccount(
    {
      onCompleted: note('completed'),
      onCancelled: note('cancelled'),
      onExpired: note('expired'),
      onAttention: (kind, {session, key}) => void told.push(`${kind} ${session.id} ${session.status} ${key}`),
      ...options,
    },
    provider,
  );
  return {...account, told};
}

/** Whether something is signed or hashed now: that is done outside of this thread, whose clock must not run ahead. */
let isSigning = () => false;

/** Lets the test move all clocks. */
export function useTestTime(): void {
  vi.useFakeTimers({toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'], now: Date.UTC(2026, 10, 26, 12)});
  vi.advanceTimersByTime(60_000);
  const spies = (['importKey', 'sign', 'digest'] as const).map((name) => vi.spyOn(crypto.subtle, name));
  isSigning = () => spies.some(({mock}) => mock.settledResults.some(({type}) => type === 'incomplete'));
  onTestFinished(() => {
    vi.useRealTimers();
    for (const spy of spies) spy.mockRestore();
  });
}

/** Longer than any call may go on. */
const LONGEST_WORK_MS = 300_000;

/** Lets time pass as long as the work takes; returns what it answers or rejects with, and how long it took. */
export async function timed<T>(work: Promise<T>): Promise<{result: T | null; error: unknown; took: number}> {
  const startedAt = performance.now();
  const outcome: {result: T | null; error: unknown; took: number} = {result: null, error: null, took: Number.NaN};
  void (async () => {
    try {
      outcome.result = await work;
    } catch (error) {
      outcome.error = error;
    }
    outcome.took = performance.now() - startedAt;
  })();
  for (;;) {
    do await new Promise((resolve) => setImmediate(resolve));
    while (isSigning());
    if (!Number.isNaN(outcome.took)) return outcome;
    if (performance.now() - startedAt > LONGEST_WORK_MS) throw new Error('The work does not end.');
    await vi.advanceTimersByTimeAsync(50);
  }
}
