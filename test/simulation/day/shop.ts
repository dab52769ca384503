import {createCheckout} from '../../../src/server/create-checkout.ts';
import {monime} from '../../../src/server/adapters/monime.ts';
import type {MonimeOrderOptions} from '../../../src/server/adapters/monime-order.ts';
import {parseRetryAfter} from '../../../src/core/retry-after.ts';
import {callOver} from '../network.ts';
import {Process, type Scheduler} from '../scheduler.ts';
import type {Random} from '../random.ts';
import {NETWORK} from './assumptions.ts';
import {DayStore} from './day-store.ts';
import type {Figures} from './figures.ts';
import {type MonimeApi, WEBHOOK_SECRET} from './monime-api.ts';

/** Answer of an instance, as a browser or the provider receives it. */
export interface Visit {
  status: number;
  /** In milliseconds. */
  retryAfter: number;
  text: string;
}

type Service = ReturnType<typeof createCheckout<MonimeOrderOptions>>;

interface Instance {
  process: Process;
  service: Service;
}

const ORIGIN = 'https://shop.example';

/** All instances of one shop with one token, behind a load balancer that sends each request to any of them. */
export class Shop {
  readonly store: DayStore;
  readonly instances: Instance[];
  /** Whose tasks are all that happens in browsers and at the provider. */
  readonly outside: Process;
  readonly #scheduler: Scheduler;
  readonly #random: Random;

  constructor(
    scheduler: Scheduler,
    random: Random,
    parts: {count: number; onTold: (reference: string) => void; figures: Figures},
  ) {
    this.#scheduler = scheduler;
    this.#random = random;
    this.store = new DayStore(scheduler);
    this.outside = new Process('outside', random.fork());
    this.instances = Array.from({length: parts.count}, (_, index) => {
      const process = new Process(`i${index + 1}`, random.fork());
      return {process, service: this.#start(process, parts)};
    });
  }

  #start(process: Process, {onTold, figures}: {onTold: (reference: string) => void; figures: Figures}): Service {
    const scheduler = this.#scheduler;
    scheduler.current = process;
    const [low, high] = NETWORK.hook;
    return createCheckout({
      provider: monime({token: 'mon_simulated', spaceId: 'spc-simulated', webhookSecret: WEBHOOK_SECRET}),
      store: this.store.connect(process),
      origin: ORIGIN,
      onCompleted: (_, {reference}) => {
        onTold(reference ?? '');
        const delays = [process.random.spread(low, high), 0] as const;
        const call = {label: 'hook', fate: 'answered', delays, apply: () => undefined, error: () => null} as const;
        return callOver(scheduler, process, call);
      },
      onError: () => {
        figures.errors += 1;
      },
    });
  }

  get #any(): Instance {
    return this.#random.pick(this.instances);
  }

  #latency(): number {
    const [low, high] = NETWORK.browser;
    return this.#random.spread(low, high);
  }

  /** Sends a request over the network. */
  visit(request: (origin: string) => Request): Promise<Visit> {
    const {process, service} = this.#any;
    return this.#call(process, async () => {
      const response = await service.fetch(request(ORIGIN));
      return {status: response.status, retryAfter: parseRetryAfter(response.headers) ?? 0, text: await response.text()};
    });
  }

  /** The page of an order: creates its session, as the shop's own code does. */
  openOrder(reference: string): Promise<{id: string | null; error: unknown}> {
    const {process, service} = this.#any;
    const lineItems = [{name: 'Exercise book', quantity: 2, unitAmount: 2550, currency: 'SLE'}];
    return this.#call(process, async () => {
      try {
        const {id} = await service.create({title: 'An order of two things', reference, lineItems});
        return {id, error: null};
      } catch (error) {
        return {id: null, error};
      }
    });
  }

  #call<T>(process: Process, work: () => Promise<T>): Promise<T> {
    const scheduler = this.#scheduler;
    return new Promise((resolve, reject) => {
      scheduler.add(process, this.#latency(), 'request', () => {
        work().then((answer) => scheduler.add(this.outside, this.#latency(), 'answer', () => resolve(answer)), reject);
      });
    });
  }

  /** What instances do with the global `fetch`: it goes to the provider. */
  fetchFrom(api: MonimeApi): (url: string, init: RequestInit) => Promise<Response> {
    const scheduler = this.#scheduler;
    const [low, high] = NETWORK.provider;
    return async (url, {method = 'GET', body}) => {
      const process = scheduler.current;
      if (!process) throw new Error('Only instances call the provider.');
      const delays = [process.random.spread(low, high), process.random.spread(low, high)] as const;
      const apply = () => api.answer(method, new URL(url), String(body ?? ''));
      const call = {label: `provider ${method}`, fate: 'answered', delays, apply, error: () => null} as const;
      const {status, json} = await callOver(scheduler, process, call);
      const headers = {'Content-Type': 'application/json', ...(status === 429 && {'Retry-After': '1'})};
      return new Response(JSON.stringify(json), {status, headers});
    };
  }
}
