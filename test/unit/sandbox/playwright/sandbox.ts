import {test as base} from '@playwright/test';
import {type SandboxFixtures, sandboxFixtures} from '../../../../src/sandbox/playwright.ts';

export const test = base.extend<SandboxFixtures>(sandboxFixtures);

const monime = {Authorization: 'Bearer mon_test_sandbox', 'Monime-Space-Id': 'spc-sandbox'};
const payMongo = {Authorization: `Basic ${btoa('sk_test_sandbox:')}`};

export interface Created {
  id: string;
  url: string;
}

async function post(url: string, headers: Record<string, string>, body: object) {
  const response = await fetch(url, {
    method: 'POST',
    headers: {...headers, 'Content-Type': 'application/json'},
    body: JSON.stringify(body),
  });
  return response.json();
}

export async function createMonime(sandboxUrl: string): Promise<Created> {
  const {result} = await post(
    `${sandboxUrl}/monime/v1/checkout-sessions`,
    {...monime, 'Idempotency-Key': crypto.randomUUID()},
    {
      name: 'Kola Nut Books, order 1042',
      description: 'Two days by road',
      successUrl: `${sandboxUrl}/?r=success`,
      cancelUrl: `${sandboxUrl}/?r=cancel`,
      lineItems: [{name: 'Exercise book', price: {currency: 'SLE', value: 2550}, quantity: 3}],
    },
  );
  return {id: result.id, url: result.redirectUrl};
}

export async function createPayMongo(sandboxUrl: string): Promise<Created> {
  const attributes = {
    description: 'The beanie products.',
    line_items: [{name: 'Beanies', amount: 550, currency: 'PHP', quantity: 100}],
    payment_method_types: ['card', 'gcash', 'qrph', 'dob'],
    success_url: `${sandboxUrl}/?r=success`,
    cancel_url: `${sandboxUrl}/?r=cancel`,
  };
  const {data} = await post(`${sandboxUrl}/paymongo/v1/checkout_sessions`, payMongo, {data: {attributes}});
  return {id: data.id, url: data.attributes.checkout_url};
}
