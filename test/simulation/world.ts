import {Bank, type HostedSession} from './bank.ts';
import type {ProviderName, Service, StartService} from './contract.ts';
import type {Demand} from './demands.ts';
import {Ledger} from './ledger.ts';
import {type Luck, randomLuck} from './network.ts';
import type {Random} from './random.ts';
import {type Choose, type Process, Scheduler} from './scheduler.ts';
import {StoreTruth} from './store-truth.ts';
import {CALM, type Weather} from './weather.ts';

/** A safety or liveness rule that a run broke. */
export interface Violation {
  rule: string;
  message: string;
  step: number;
}

/** A place where an instance runs, again and again. */
export interface Slot {
  name: string;
  bank: Bank;
  process: Process;
  service: Service | null;
  origin: string;
  secret: string;
  formerOrigins: string[];
}

export interface Call {
  label: string;
  process: Process;
  startedAt: number;
  step: number;
  /** Milliseconds. */
  limit: number;
}

export interface WorldOptions {
  random: Random;
  weather: Weather;
  start: StartService;
  provider: ProviderName;
  choose?: Choose;
  /** Default: chance. */
  luck?: Luck;
  latency: readonly [number, number];
  deletedReads: 'gone' | 'cancelled';
  /** Whether the merchant has hooks for cancelled and expired sessions. */
  areEndsTold: boolean;
}

/** Everything in one run. */
export class World {
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly store: StoreTruth;
  readonly ledger = new Ledger();
  readonly banks = new Map<string, Bank>();
  readonly demands = new Map<string, Demand>();
  readonly slots: Slot[] = [];
  readonly calls = new Set<Call>();
  /** When a webhook last ended in a process: it may be followed by reads. */
  readonly lastWebhookAt = new Map<Process, number>();
  readonly options: WorldOptions;
  /** Current rates; set to calm when faults stop. */
  weather: Weather;
  violation: Violation | null = null;
  /** Step at which the store last lost everything. */
  wipedAt: number | null = null;

  constructor(options: WorldOptions) {
    this.options = options;
    this.random = options.random;
    this.weather = options.weather;
    this.scheduler = new Scheduler(options.choose);
    this.store = new StoreTruth(this.scheduler);
  }

  get now(): number {
    return this.scheduler.now;
  }

  /** Reports a broken rule; the first one ends the run. */
  fail(rule: string, message: string): void {
    this.scheduler.note(`VIOLATION of ${rule}: ${message}`);
    this.violation ??= {rule, message, step: this.scheduler.steps};
  }

  bank(scope: string): Bank {
    const known = this.banks.get(scope);
    if (known) return known;
    const bank = new Bank(this.options.provider, scope, this.scheduler, this.random.fork());
    this.banks.set(scope, bank);
    return bank;
  }

  luckOf(process: Process): Luck {
    return this.options.luck ?? randomLuck(process.random);
  }

  /** The session in whichever account. */
  session(id: string): HostedSession | null {
    for (const bank of this.banks.values()) {
      const session = bank.sessions.get(id);
      if (session) return session;
    }
    return null;
  }

  demandOf(session: HostedSession | null): Demand | null {
    return (session && this.demands.get(session.demand)) ?? null;
  }

  /** All faults stop: what was away is back, what was frozen goes on. */
  calmDown(): void {
    this.weather = CALM;
    this.store.awayUntil = 0;
    for (const bank of this.banks.values()) bank.awayUntil = 0;
    for (const {process} of this.slots) process.frozenUntil = Math.min(process.frozenUntil, this.now);
  }
}
