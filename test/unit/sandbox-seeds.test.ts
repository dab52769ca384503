import {expect, it} from 'vitest';
import monimeTemplate from '../fixtures/monime-template.json' with {type: 'json'};
import payMongoPaid from '../fixtures/paymongo-paid.json' with {type: 'json'};
import {control, createMonime, createPayMongo, getMonime, getPayMongo, startSandbox} from './sandbox-client.ts';
import {visit} from './sandbox-customer.ts';

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return kindOf(value) === 'object';
}

/** Paths at which the answer lacks what the documented example has, or has it in another type. */
function differences(documented: unknown, answered: unknown, path: string): string[] {
  if (documented === null) return answered === undefined ? [`${path} is missing`] : [];
  if (kindOf(documented) !== kindOf(answered)) return [`${path}: ${kindOf(documented)}, not ${kindOf(answered)}`];
  if (Array.isArray(documented) && Array.isArray(answered)) {
    if (documented.length === 0) return [];
    return answered.length === 0 ? [`${path} is empty`] : differences(documented[0], answered[0], `${path}[0]`);
  }
  if (!isRecord(documented) || !isRecord(answered)) return [];
  // Monime's page prints the owner's owner without a name.
  return Object.entries(documented)
    .filter(([key]) => key !== '')
    .flatMap(([key, value]) => differences(value, answered[key], `${path}.${key}`));
}

it('sees a key that is missing and a type that differs', () => {
  const documented = {a: [{b: 1, c: 'x'}], d: null, e: []};
  expect(differences(documented, {a: [{b: '1'}], e: {}}, '')).toEqual([
    '.a[0].b: number, not string',
    '.a[0].c: string, not undefined',
    '.d is missing',
    '.e: array, not object',
  ]);
});

it('answers every key of the documented Monime session', async () => {
  const sandbox = await startSandbox();
  const {id} = await createMonime(sandbox);
  await control(sandbox, id, {action: 'pay'});
  expect(differences(monimeTemplate, await getMonime(sandbox, id), 'session')).toEqual([]);
});

it('answers every key of the documented PayMongo session, paid by card', async () => {
  const sandbox = await startSandbox();
  const {id, attributes} = await createPayMongo(sandbox);
  const page = await visit(sandbox, attributes.checkout_url);
  await page.press('Pay PHP 1,800.00', {method: 'card', card: '4343434343434345', expiry: '12/34', cvc: '123'});
  const data = await getPayMongo(sandbox, id);
  expect(data.attributes.payments[0].attributes.source).toMatchObject({brand: 'visa', last4: '4345'});
  expect(differences(payMongoPaid, {data}, '')).toEqual([]);
});
