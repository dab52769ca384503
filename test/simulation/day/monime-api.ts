import {createHmac} from 'node:crypto';
import * as z from 'zod/mini';
import type {Random} from '../random.ts';
import {EPOCH, type Scheduler} from '../scheduler.ts';
import {RATE, SESSION_LIFE_MS} from './assumptions.ts';
import type {Figures} from './figures.ts';

type Status = 'pending' | 'completed' | 'cancelled' | 'expired';
type Endpoint = keyof Figures['requests'];

export interface HostedSession {
  readonly id: string;
  readonly reference: string;
  readonly successUrl: string;
  readonly cancelUrl: string;
  readonly createdAt: number;
  status: Status;
  orderNumber: string | null;
  paidAt: number | null;
}

const Body = z.object({reference: z.string(), successUrl: z.string(), cancelUrl: z.string()});

export const WEBHOOK_SECRET = 'a-webhook-secret-of-the-simulator-0';
const AMOUNT = {currency: 'SLE', value: 5100};

function isoOf(time: number): string {
  return new Date(EPOCH + time).toISOString();
}

/** The requests of a second, at most so many. */
class SlidingSecond {
  readonly #times: number[] = [];
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  take(now: number): boolean {
    while ((this.#times[0] ?? now) <= now - 1000) this.#times.shift();
    if (this.#times.length >= this.#max) return false;
    this.#times.push(now);
    return true;
  }
}

/** Monime's API as one token sees it: sessions, payments and the rate limits of providers.md, in any sliding second. */
export class MonimeApi {
  readonly sessions = new Map<string, HostedSession>();
  readonly #scheduler: Scheduler;
  readonly #random: Random;
  readonly #figures: Figures;
  readonly #seconds: Readonly<Record<Endpoint | 'token', SlidingSecond>> = {
    create: new SlidingSecond(RATE.endpoint),
    get: new SlidingSecond(RATE.endpoint),
    payments: new SlidingSecond(RATE.endpoint),
    token: new SlidingSecond(RATE.token),
  };

  constructor(scheduler: Scheduler, random: Random, figures: Figures) {
    this.#scheduler = scheduler;
    this.#random = random;
    this.#figures = figures;
  }

  /** Answers a request: its status and JSON. */
  answer(method: string, url: URL, body: string): {status: number; json: unknown} {
    const isCreate = method === 'POST';
    const endpoint = isCreate ? 'create' : url.pathname === '/v1/payments' ? 'payments' : 'get';
    this.#figures.requests[endpoint] += 1;
    const {now} = this.#scheduler;
    if (!this.#seconds.token.take(now) || !this.#seconds[endpoint].take(now)) {
      this.#figures.providerRefusals += 1;
      return {status: 429, json: {success: false}};
    }
    if (isCreate) return this.#found(this.#create(body));
    if (endpoint === 'payments') return this.#payments(url.searchParams.get('orderNumber') ?? '');
    const session = this.sessions.get(url.pathname.split('/').at(-1) ?? '');
    return session ? this.#found(session) : {status: 404, json: {success: false}};
  }

  pay(session: HostedSession): boolean {
    if (session.status !== 'pending') return false;
    session.status = 'completed';
    session.orderNumber = `ORDER-${session.id}`;
    session.paidAt = this.#scheduler.now;
    return true;
  }

  cancel(session: HostedSession): void {
    if (session.status === 'pending') session.status = 'cancelled';
  }

  webhook({id, status}: HostedSession, origin: string): Request {
    const seconds = Math.floor((EPOCH + this.#scheduler.now) / 1000);
    const body = JSON.stringify({
      apiVersion: 'caph.2025-08-23',
      event: {id: `wkd-${id}`, name: `checkout_session.${status}`, timestamp: String(seconds)},
      object: {id, type: 'checkout_session'},
    });
    const mac = createHmac('sha256', WEBHOOK_SECRET).update(`${seconds}_${body}`).digest('base64');
    const headers = {'Content-Type': 'application/json', 'Monime-Signature': `t=${seconds},v1=${mac}`};
    return new Request(`${origin}/checkout/webhooks`, {method: 'POST', headers, body});
  }

  #create(body: string): HostedSession {
    const {reference, successUrl, cancelUrl} = z.parse(Body, JSON.parse(body));
    const id = `scs-${this.sessions.size}-${this.#random.uint32().toString(36)}`;
    const {now} = this.#scheduler;
    const own = {id, reference, successUrl, cancelUrl, createdAt: now};
    const session: HostedSession = {...own, status: 'pending', orderNumber: null, paidAt: null};
    this.sessions.set(id, session);
    const expire = () => {
      if (session.status === 'pending') session.status = 'expired';
    };
    this.#scheduler.add(null, SESSION_LIFE_MS, 'expires', expire);
    return session;
  }

  #found(session: HostedSession): {status: number; json: unknown} {
    const {id, status, orderNumber, reference, successUrl, cancelUrl, createdAt} = session;
    const result = {
      id,
      name: 'An order of two things',
      status,
      orderNumber,
      reference,
      description: null,
      redirectUrl: `https://checkout.monime.io/${id}`,
      successUrl,
      cancelUrl,
      lineItems: {data: [{type: 'custom', name: 'Exercise book', price: {...AMOUNT, value: 2550}, quantity: 2}]},
      financialAccountId: 'fac-main',
      brandingOptions: null,
      createTime: isoOf(createdAt),
      expireTime: isoOf(createdAt + SESSION_LIFE_MS),
      metadata: null,
    };
    return {status: 200, json: {success: true, messages: [], result}};
  }

  #payments(orderNumber: string): {status: number; json: unknown} {
    const session = this.sessions.get(orderNumber.replace('ORDER-', ''));
    const paidAt = session?.paidAt ?? null;
    const payment = {
      id: `pay-${orderNumber}`,
      status: 'completed',
      orderNumber,
      amount: AMOUNT,
      channel: {type: 'momo'},
    };
    const result = paidAt === null ? [] : [{...payment, createTime: isoOf(paidAt), updateTime: isoOf(paidAt)}];
    return {status: 200, json: {success: true, messages: [], result, pagination: {count: result.length, next: null}}};
  }
}
