import {CheckoutError} from '../../src/core/error.ts';
import {createSigner} from '../../src/server/crypto/signer.ts';
import {
  type Bank,
  type HostedSession,
  IDEMPOTENCY_LIFE,
  isPaid,
  isPayableNow,
  latest,
  type Snapshot,
  snapshotAt,
} from './bank.ts';
import type {AccountOptions, CreateSessionParams, Order, ProviderAdapter, ProviderSession} from './contract.ts';
import {callOver, type Line, type Luck} from './network.ts';
import {amountOf, moneyOf} from './order-money.ts';
import type {Random} from './random.ts';
import {EPOCH, type Process, type Scheduler} from './scheduler.ts';
import type {Weather} from './weather.ts';
import {webhookScheme} from './webhook-scheme.ts';

const TIMEOUT_MS = 10_000;
const LONGEST_LAG_MS = 20_000;

export interface AdapterFaults {
  weather: Weather;
  random: Random;
  luck: Luck;
  latency: readonly [number, number];
  /** What a Monime session reads as after it was deleted. */
  deletedReads: 'gone' | 'cancelled';
  /** Called when a rule of the provider's use is broken. */
  fail: (rule: string, message: string) => void;
}

function isoOf(time: number): string {
  return new Date(EPOCH + time).toISOString();
}

/** How the real adapter would read this state of the session. */
function viewOf(
  bank: Bank,
  session: HostedSession,
  {status, payments, at}: Snapshot,
  isHidden: boolean,
): ProviderSession {
  const {amount, currency, title, successUrl, reference, createdAt, expiresAt} = session;
  if (status === 'gone') throw new CheckoutError('not_found', 'No such session (HTTP 404).');
  const isEnded = status !== 'open' && status !== 'processing';
  return {
    session: {
      id: session.id,
      provider: bank.provider,
      status,
      title,
      description: null,
      merchant: null,
      orderNumber: null,
      lineItems: [{name: title, description: null, quantity: 1, unitAmount: amount, currency, imageUrl: null}],
      totals: [{amount, currency}],
      accent: null,
      hostedUrl: `https://checkout.${bank.provider}.example/${session.id}`,
      expiresAt: expiresAt === null ? null : isoOf(expiresAt),
      createdAt: isoOf(createdAt),
      methods: [],
      feesPassedOn: false,
      testMode: true,
      framing: 'unknown',
      serverTime: null,
    },
    payments: isHidden ? [] : payments,
    successUrl,
    reference,
    endedAt: isEnded ? EPOCH + (expiresAt ?? at) : null,
  };
}

function lineOf(weather: Weather): Line {
  return {
    fails: weather.providerFails,
    failsAfter: weather.providerFailsAfter,
    hangs: weather.providerHangs,
    hangsAfter: weather.providerHangsAfter,
    dawdles: weather.providerDawdles,
  };
}

function readBody(body: string): {order: Order<AccountOptions>; params: CreateSessionParams} {
  return JSON.parse(body);
}

/** One instance's adapter, as the contract says, over the bank's truth and a bad network. */
export function connectBank(
  bank: Bank,
  parts: {scheduler: Scheduler; process: Process; secret: string; faults: AdapterFaults},
): ProviderAdapter<AccountOptions> {
  const {scheduler, process, secret, faults} = parts;
  const {random, luck} = faults;
  const unavailable = () =>
    random.isLucky(0.5)
      ? new CheckoutError('network', 'The provider could not be reached.')
      : new CheckoutError('provider_unavailable', 'The provider cannot answer now (HTTP 500).');

  function call<T>(label: string, apply: (work: number) => T): Promise<T> {
    const {weather} = faults;
    if (random.isLucky(weather.providerRateLimits)) {
      const refusal = new CheckoutError('rate_limited', 'Too many requests.', {retryAfter: random.between(100, 3000)});
      return callOver(scheduler, process, {
        label,
        fate: 'refused',
        delays: [0, 0],
        apply: () => apply(0),
        error: () => refusal,
      });
    }
    const line = lineOf(weather);
    const isAway = scheduler.now < bank.awayUntil;
    const delays = luck.delays(line, faults.latency);
    return callOver(scheduler, process, {
      label,
      fate: isAway ? random.pick(['refused', 'lost'] as const) : luck.fate(label, line),
      delays,
      apply: () => apply(delays[1]),
      error: unavailable,
      limit: {milliseconds: TIMEOUT_MS, error: () => new CheckoutError('timeout', 'The provider did not answer.')},
    });
  }

  function checkAllowed(): void {
    if (random.isLucky(faults.weather.notAllowed)) {
      throw new CheckoutError('not_allowed', 'The provider refuses the credentials (HTTP 401).');
    }
  }

  function find(id: string): HostedSession {
    const session = bank.sessions.get(id);
    if (!session) throw new CheckoutError('not_found', 'No such session (HTTP 404).');
    return session;
  }

  function answer(session: HostedSession, snapshot: Snapshot): ProviderSession {
    const isHidden = bank.provider === 'monime' && random.isLucky(faults.weather.paymentsHidden);
    const view = viewOf(bank, session, snapshot, isHidden);
    return view;
  }

  /** A session that was ended is read once more before another one is made: it may have been paid meanwhile. */
  function checkEnded(demand: string): void {
    for (const {id, demand: name, endedBy, readBy, isHandedOut} of bank.sessions.values()) {
      const end = endedBy.get(process);
      if (name !== demand || !isHandedOut || end === undefined || (readBy.get(process) ?? 0) > end) continue;
      faults.fail('read after end', `${id} was ended, and not read before a new session is made`);
    }
  }

  function end(id: string): 'ended' | 'refused' | 'unknown' {
    checkAllowed();
    const session = bank.sessions.get(id);
    const {weather} = faults;
    if (!session || latest(session).status === 'gone' || random.isLucky(weather.endUnknown)) return 'unknown';
    if (!isPayableNow(session)) return isPaid(session) || random.isLucky(0.5) ? 'refused' : 'ended';
    if (random.isLucky(weather.endRefused)) return 'refused';
    if (session.underWay > 0) {
      session.isPaidAfterEnd = random.isLucky(weather.paidAfterEnd);
      if (!session.isPaidAfterEnd && bank.provider === 'monime') return 'refused';
    }
    bank.close(session, bank.provider === 'monime' ? faults.deletedReads : 'expired');
    return 'ended';
  }

  return {
    name: bank.provider,
    apiUrl: `https://api.${bank.provider}.example`,
    scope: bank.scope,
    urlLength: bank.provider === 'monime' ? 255 : 2000,
    sign: createSigner(secret),
    webhooks: webhookScheme,
    replayWindow: bank.provider === 'monime' ? IDEMPOTENCY_LIFE : null,
    checkCredentials: () => undefined,
    check: (order) => order,
    payee: ({providerOptions}) => providerOptions?.financialAccountId ?? null,
    details: () => ({methods: [], feesPassedOn: false}),
    body: (order, params) => JSON.stringify({order, params}),
    create: (body, key) =>
      call(`provider.create ${key.slice(0, 8)}`, (work) => {
        const known = bank.replay(key, body);
        if (known === 'conflict') throw new CheckoutError('create_failed', 'The key is in use (HTTP 409).');
        if (known) {
          const isStale = random.isLucky(faults.weather.staleReplay);
          scheduler.note(`${known.id} replayed${isStale ? ' as it was' : ''}`);
          return answer(known, isStale ? known.history[0] : latest(known));
        }
        const {order, params} = readBody(body);
        checkEnded(order.metadata?.['demand'] ?? '');
        const session = bank.create(
          {
            demand: order.metadata?.['demand'] ?? '',
            money: moneyOf(order),
            ...amountOf(order),
            title: order.title,
            successUrl: params.successUrl,
            reference: order.reference ?? null,
          },
          {key, body, work},
        );
        scheduler.note(`${session.id} is made for ${session.demand}: ${session.money}`);
        return answer(session, latest(session));
      }),
    get: (id) =>
      call(`provider.get ${id}`, () => {
        checkAllowed();
        const lag = random.isLucky(faults.weather.replicaLags) ? random.between(0, LONGEST_LAG_MS) : 0;
        find(id).readBy.set(process, scheduler.steps);
        const snapshot = snapshotAt(find(id), scheduler.now - lag);
        if (!snapshot) throw new CheckoutError('not_found', 'No such session yet (HTTP 404).');
        scheduler.note(`${id} reads ${snapshot.status}${snapshot === latest(find(id)) ? '' : ' (old)'}`);
        return answer(find(id), snapshot);
      }),
    end: (id) =>
      call(`provider.end ${id}`, () => {
        const session = bank.sessions.get(id);
        const wasPayable = session !== undefined && isPayableNow(session);
        const result = end(id);
        // Otherwise nothing has changed, and what was read before is still true.
        if (wasPayable && result === 'ended') session?.endedBy.set(process, scheduler.steps);
        scheduler.note(`${id} ${result}`);
        return result;
      }),
  };
}
