import * as z from 'zod/mini';
import {createCheckout, monime, type MonimeOrderOptions, type Order} from '../../src/server/index.ts';

/** What `flood.ts` prints. */
export interface FloodReport {
  /** Heap in use before the flood, and after each third of it, in bytes. */
  heap: number[];
  milliseconds: number;
  /** Orders of each kind that `create` answers as it must, of 100. */
  kept: Record<'paid' | 'open' | 'paidOneOffs' | 'openOneOffs', number>;
  /** Sessions that were created once more for an order that has one. */
  createdAgain: number;
  /** How often `onCompleted` was called. */
  told: number;
}

/** Creates many sessions for strangers in the default store, and looks what became of the merchant's orders. */
const strangers = Number(process.argv[2]);
const ORDERS = 100;
const AT_ONCE = 50;
const ORIGIN = 'https://shop.example';

const Body = z.object({name: z.string(), successUrl: z.string(), reference: z.nullish(z.string())});
type Known = z.output<typeof Body> & {status: string};

/** Sessions that are read again: those of the merchant's orders. */
const known = new Map<string, Known>();
let created = 0;

/** A provider that remembers no stranger: only the server half's memory is measured. */
globalThis.fetch = async (input, init) => {
  const id = String(input).split('/').at(-1) ?? '';
  if (init?.method !== 'POST') return answer(id, known.get(id));
  created += 1;
  const session = {...z.parse(Body, JSON.parse(String(init.body))), status: 'pending'};
  if (session.name !== 'Stranger') known.set(`scs-${created}`, session);
  return answer(`scs-${created}`, session);
};

function answer(id: string, session: Known | undefined): Response {
  if (!session) return Response.json({success: false}, {status: 404});
  const {name, status, successUrl, reference} = session;
  const lineItems = {data: [{name: 'Rice', quantity: 1, price: {currency: 'SLE', value: 5000}}]};
  const redirectUrl = `https://checkout.monime.io/${id}`;
  const createTime = new Date().toISOString();
  return Response.json({
    success: true,
    result: {id, name, status, redirectUrl, lineItems, successUrl, reference, createTime},
  });
}

let told = 0;
const checkout = createCheckout({
  provider: monime({token: 'mon_test_flood', spaceId: 'spc-flood', requestsPerSecond: 1_000_000}),
  origin: ORIGIN,
  createSession: (request) => request.json(),
  onCompleted: () => (told += 1),
  onError: () => undefined,
});

function order(title: string, reference?: string): Order<MonimeOrderOptions> {
  const lineItems = [{name: 'Rice', quantity: 1, unitAmount: 5000, currency: 'SLE'}];
  return {title, lineItems, ...(reference !== undefined && {reference})};
}

const Answer = z.union([
  z.object({id: z.string()}),
  z.object({error: z.object({code: z.string(), session: z.nullish(z.object({id: z.string()}))})}),
]);

/** As a browser asks; returns the session's id, after `paid ` if it is paid. */
async function ask(title: string, key: string): Promise<string> {
  const request = new Request(`${ORIGIN}/checkout/sessions`, {
    method: 'POST',
    headers: {Origin: ORIGIN, 'Content-Type': 'application/json', 'Idempotency-Key': key},
    body: JSON.stringify(order(title)),
  });
  const body = z.parse(Answer, await (await checkout.fetch(request)).json());
  if ('id' in body) return body.id;
  if (body.error.code !== 'order_completed') throw new Error(body.error.code);
  return `paid ${body.error.session?.id}`;
}

/** As the merchant asks, likewise. */
async function createOrder(reference: string): Promise<string> {
  try {
    return (await checkout.create(order('Order', reference))).id ?? '';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'order_completed' && 'session' in error) {
      return `paid ${z.parse(z.object({id: z.string()}), error.session).id}`;
    }
    throw error;
  }
}

async function pay(id: string): Promise<void> {
  const session = known.get(id);
  if (session) session.status = 'completed';
  await checkout.settle(id);
}

async function flood(count: number): Promise<void> {
  for (let done = 0; done < count; done += AT_ONCE) {
    const size = Math.min(AT_ONCE, count - done);
    await Promise.all(Array.from({length: size}, () => ask('Stranger', crypto.randomUUID())));
  }
}

function heapInUse(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

const indexes = Array.from({length: ORDERS}, (_, index) => index);
const orders = {
  paid: (index: number) => createOrder(`paid-${index}`),
  open: (index: number) => createOrder(`open-${index}`),
  paidOneOffs: (index: number) => ask('Customer', `paid-one-off-${index}`),
  openOneOffs: (index: number) => ask('Customer', `open-one-off-${index}`),
};
const before: Record<string, string[]> = {};
for (const [kind, create] of Object.entries(orders)) before[kind] = await Promise.all(indexes.map(create));
for (const id of [...(before['paid'] ?? []), ...(before['paidOneOffs'] ?? [])]) await pay(id);

const heap = [heapInUse()];
const startedAt = performance.now();
for (let third = 0; third < 3; third++) {
  await flood(strangers / 3);
  heap.push(heapInUse());
}
const milliseconds = performance.now() - startedAt;

const createdBefore = created;
const kept = {paid: 0, open: 0, paidOneOffs: 0, openOneOffs: 0};
for (const kind of ['paid', 'open', 'paidOneOffs', 'openOneOffs'] as const) {
  const prefix = kind.startsWith('paid') ? 'paid ' : '';
  for (const index of indexes) {
    if ((await orders[kind](index)) === `${prefix}${before[kind]?.[index]}`) kept[kind] += 1;
  }
}
const report: FloodReport = {heap, milliseconds, kept, createdAgain: created - createdBefore, told};
console.log(JSON.stringify(report));
