import type {AddressInfo} from 'node:net';
import {serve} from '@hono/node-server';
import {onTestFinished} from 'vitest';
import {createSandbox, SANDBOX_KEYS, type SandboxOptions} from '../../../src/sandbox/index.ts';

export interface RunningSandbox {
  origin: string;
  /** Asks with a path of the sandbox; redirects are not followed. */
  ask: (path: string, init?: RequestInit) => Promise<Response>;
}

/** Serves a sandbox over HTTP until the test is finished. */
export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const {fetch: answer, close} = createSandbox(options);
  const server = serve({fetch: answer, port: 0, hostname: '127.0.0.1'});
  onTestFinished(() => new Promise<void>((done) => server.close(() => done())));
  onTestFinished(close);
  await new Promise((listening) => server.once('listening', listening));
  const {port} = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    ask: (path, init) =>
      fetch(new URL(path, origin), {redirect: 'manual', ...init, headers: {connection: 'close', ...init?.headers}}),
  };
}

export const monimeHeaders = {
  Authorization: `Bearer ${SANDBOX_KEYS.monime.token}`,
  'Monime-Space-Id': SANDBOX_KEYS.monime.spaceId,
  'Content-Type': 'application/json',
};

export const monimeOrder = {
  name: 'Kola Nut Books, order 1042',
  description: 'Two days by road',
  reference: 'order-1042',
  successUrl: 'https://shop.example/return?o=1042&r=success',
  cancelUrl: 'https://shop.example/return?o=1042&r=cancel',
  lineItems: [
    {
      name: 'Exercise book',
      price: {currency: 'SLE', value: 2550},
      quantity: 3,
      reference: 'sku-eb',
      description: 'A4, 80 pages',
      images: ['https://shop.example/eb.jpg'],
    },
    {name: 'Delivery', price: {currency: 'SLE', value: 1500}},
  ],
  brandingOptions: {primaryColor: '#0B6E4F'},
  metadata: {cart: 'c-77'},
};

let keys = 0;

/** Asks Monime for a new session. */
export function postMonime({ask}: RunningSandbox, body: unknown, headers: Record<string, string> = {}) {
  return ask('/monime/v1/checkout-sessions', {
    method: 'POST',
    headers: {...monimeHeaders, 'Idempotency-Key': `key-${keys++}`, ...headers},
    body: JSON.stringify(body),
  });
}

/** The Monime session that an answer holds. */
export async function resultOf(response: Response) {
  return (await response.json()).result;
}

export async function createMonime(sandbox: RunningSandbox, changes: object = {}) {
  return resultOf(await postMonime(sandbox, {...monimeOrder, ...changes}));
}

export async function getMonime({ask}: RunningSandbox, id: string) {
  return resultOf(await ask(`/monime/v1/checkout-sessions/${id}`, {headers: monimeHeaders}));
}

export function basic(key: string): {Authorization: string} {
  return {Authorization: `Basic ${btoa(`${key}:`)}`};
}

export const secretKey = basic(SANDBOX_KEYS.paymongo.secretKey);
export const publicKey = basic(SANDBOX_KEYS.paymongo.publicKey);

export const payMongoOrder = {
  description: 'The beanie products.',
  line_items: [
    {
      name: 'Beanines',
      amount: 550,
      currency: 'PHP',
      quantity: 100,
      description: 'A fresh bag.',
      images: ['https://shop.example/b.jpg'],
    },
    {name: 'Jasmine Rice 25KG', amount: 125_000, currency: 'PHP', quantity: 1},
  ],
  payment_method_types: ['card', 'gcash', 'paymaya', 'qrph', 'atome'],
  success_url: 'https://shop.example/thanks',
  cancel_url: 'https://shop.example/cart',
  reference_number: 'order-1042',
  billing: {
    name: 'Juan',
    email: 'juan@example.com',
    phone: '09170000000',
    address: {line1: '1', line2: '2', city: 'Taguig', state: 'PH-MNL', postal_code: '1634', country: 'PH'},
  },
  statement_descriptor: 'Kola Nut',
  metadata: {customer_number: '42', remarks: 'r', notes: 'n'},
};

export function postPayMongo({ask}: RunningSandbox, attributes: unknown, version: 1 | 2 = 1, headers = secretKey) {
  return ask(`/paymongo/v${version}/checkout_sessions`, {
    method: 'POST',
    headers: {...headers, 'Content-Type': 'application/json'},
    body: JSON.stringify({data: {attributes}}),
  });
}

export async function createPayMongo(sandbox: RunningSandbox, changes: object = {}, version: 1 | 2 = 1) {
  return (await (await postPayMongo(sandbox, {...payMongoOrder, ...changes}, version)).json()).data;
}

export async function getPayMongo({ask}: RunningSandbox, id: string, headers = secretKey) {
  return (await (await ask(`/paymongo/v1/checkout_sessions/${id}`, {headers})).json()).data;
}

/** Sends JSON to a control route. */
export function command({ask}: RunningSandbox, path: string, body: unknown, method = 'POST') {
  return ask(`/__sandbox/${path}`, {
    method,
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify(body),
  });
}

export function turn(sandbox: RunningSandbox, switches: object) {
  return command(sandbox, 'switches', switches, 'PATCH');
}

/** Makes something happen to a session. */
export function control(sandbox: RunningSandbox, id: string, action: object) {
  return command(sandbox, `sessions/${id}`, action);
}
