import {expect, it} from 'vitest';
import {differences} from '../../contract/differences.ts';
import monimeTemplate from '../../fixtures/monime-template.json' with {type: 'json'};
import payMongoPaid from '../../fixtures/paymongo-paid.json' with {type: 'json'};
import {control, createMonime, createPayMongo, getMonime, getPayMongo, startSandbox} from './client.ts';
import {visit} from './customer.ts';

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
