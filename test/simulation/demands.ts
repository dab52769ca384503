import {type HostedSession, isPayableNow} from './bank.ts';
import type {AccountOptions, Order, ProviderName} from './contract.ts';
import {moneyOf} from './order-money.ts';
import type {Random} from './random.ts';
import type {Process} from './scheduler.ts';

/** One `create` for a demand, as its caller saw it. */
export interface Ask {
  demand: Demand;
  money: string;
  /** Step at which the order's price was read, and step of the answer. */
  start: number;
  end: number | null;
  /** `session`: one that can be paid, for this money. */
  result: 'session' | 'changed' | 'completed' | 'error' | null;
}

interface Line {
  name: string;
  quantity: number;
  unitAmount: number;
  currency: string;
}

/** One demand for money: what the merchant's reference (or a one-off's key) names. */
export class Demand {
  readonly name: string;
  readonly scope: string;
  readonly provider: ProviderName;
  /** Null for a one-off. */
  readonly reference: string | null;
  /** Who may see it. */
  readonly customer: string;
  /** Idempotency key of its customer. */
  readonly key: string;
  /** Whether the merchant's own code creates its sessions, and not a browser. */
  readonly isMerchants: boolean;
  readonly asks: Ask[] = [];
  readonly handedOut = new Set<HostedSession>();
  /** Step of the first `onCompleted` or of the attention that holds the order. */
  completedAt: number | null = null;
  /** The first call of `onCompleted`: in which process, and at which virtual time. */
  firstCompletion: {process: Process; at: number} | null = null;
  heldAt: number | null = null;
  /** Virtual time of the last release. */
  releasedAt = Number.NEGATIVE_INFINITY;
  completedKey: string | null = null;
  completedSession: string | null = null;
  completedPayment: string | null = null;
  /** Step at which the store last lost everything. */
  wipedAt: number | null = null;
  #title = 'Order';
  #account: string | null = null;
  #lines: Line[];

  constructor(fields: Pick<Demand, 'name' | 'scope' | 'provider' | 'reference' | 'customer' | 'key' | 'isMerchants'>) {
    this.name = fields.name;
    this.scope = fields.scope;
    this.provider = fields.provider;
    this.reference = fields.reference;
    this.customer = fields.customer;
    this.key = fields.key;
    this.isMerchants = fields.isMerchants;
    this.#lines = [
      {name: 'Rice', quantity: 1, unitAmount: 10_000, currency: this.provider === 'monime' ? 'SLE' : 'PHP'},
    ];
  }

  order(): Order<AccountOptions> {
    return {
      title: this.#title,
      reference: this.reference,
      lineItems: this.#lines.map((line) => ({...line})),
      metadata: {demand: this.name},
      ...(this.#account !== null && {providerOptions: {financialAccountId: this.#account}}),
    };
  }

  money(): string {
    return moneyOf(this.order());
  }

  /** The merchant changes the order: quantity, price, lines, currency or account. */
  changeMoney(random: Random): void {
    const [first] = this.#lines;
    if (!first) return;
    const isMonime = this.provider === 'monime';
    random.weighted<() => void>([
      [3, () => (first.unitAmount = random.pick([5000, 10_000, 20_000, 5_000_000]))],
      [2, () => (first.quantity = random.pick([1, 2, 3]))],
      [2, () => this.#toggleLine(first.currency)],
      [
        isMonime ? 1 : 0,
        () => this.#lines.forEach((line) => (line.currency = line.currency === 'SLE' ? 'USD' : 'SLE')),
      ],
      [isMonime ? 1 : 0, () => (this.#account = this.#account === null ? 'fac-2' : null)],
    ])();
  }

  #toggleLine(currency: string): void {
    if (this.#lines.length > 1) this.#lines.pop();
    else this.#lines.push({name: 'Tea', quantity: 1, unitAmount: 700, currency});
  }

  setAmount(unitAmount: number): void {
    for (const line of this.#lines) line.unitAmount = unitAmount;
  }

  changeLook(random: Random): void {
    this.#title = `Order, ${random.pick(['large', 'small', 'gift'])}`;
  }

  payable(): HostedSession[] {
    return [...this.handedOut].filter(isPayableNow);
  }
}
