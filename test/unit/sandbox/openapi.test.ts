import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {Ajv, type ValidateFunction} from 'ajv';
import formats from 'ajv-formats';
import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {
  control,
  createMonime,
  monimeHeaders,
  monimeOrder,
  postMonime,
  type RunningSandbox,
  startSandbox,
} from './client.ts';
import {visit} from './customer.ts';

const folder = fileURLToPath(new URL('../../../../shared/openapi/', import.meta.url));
const file = existsSync(folder) ? readdirSync(folder).find((name) => /^monime.*\.ya?ml$/.test(name)) : undefined;
const why = file ? '' : ' (skipped: ../shared/openapi has no OpenAPI file of Monime)';
if (why) console.info(`Answers are not checked against Monime's OpenAPI file${why}`);

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same schema, refusing what it does not name: documents like this one leave that open. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (!isObject(value)) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, closed(inner)]));
  const open = isObject(copy['properties']) && !('oneOf' in copy) && !('additionalProperties' in copy);
  return open ? {...copy, additionalProperties: false} : copy;
}

/** @param name where the schema stands in the document, such as `/paths/~1v1~1payments/get` */
function validator(name: string): ValidateFunction {
  const document = closed(parse(readFileSync(folder + file, 'utf8')));
  const ajv = new Ajv({allErrors: true, strict: false});
  formats.default(ajv);
  ajv.addSchema({$id: 'monime', ...(isObject(document) ? document : {})});
  return ajv.compile({$ref: `monime#${name}`});
}

const answerOf = (path: string, method: string) =>
  validator(`/paths/${path.replaceAll('/', '~1')}/${method}/responses/200/content/application~1json/schema`);

function problems(validate: ValidateFunction, json: unknown): string[] {
  validate(json);
  return (validate.errors ?? []).map(({instancePath, message}) => `${instancePath} ${message}`);
}

const get = async ({ask}: RunningSandbox, path: string) =>
  (await ask(`/monime${path}`, {headers: monimeHeaders})).json();

describe.skipIf(!file)(`Monime's OpenAPI file${why}`, () => {
  const sparse = {name: 'Books', lineItems: [{name: 'Book', price: {currency: 'USD', value: 1}}]};

  it.each([
    ['full', monimeOrder],
    ['sparse', sparse],
  ])('has the answer to a new session, %s', async (_, order) => {
    const json = await (await postMonime(await startSandbox(), order)).json();
    expect(problems(answerOf('/v1/checkout-sessions', 'post'), json)).toEqual([]);
  });

  it.each(['pay', 'decline', 'process', 'cancel', 'expire', 'reopen'])('has a session after %s', async (action) => {
    const sandbox = await startSandbox();
    const {id} = await createMonime(sandbox);
    await control(sandbox, id, {action});
    const json = await get(sandbox, `/v1/checkout-sessions/${id}`);
    expect(problems(answerOf('/v1/checkout-sessions/{id}', 'get'), json)).toEqual([]);
  });

  it('has the lists, their last page and the one before', async () => {
    const sandbox = await startSandbox();
    for (const session of [await createMonime(sandbox), await createMonime(sandbox)]) {
      await control(sandbox, session.id, {action: 'pay'});
    }
    for (const path of ['/v1/checkout-sessions', '/v1/payments']) {
      for (const limit of [1, 10]) {
        const json = await get(sandbox, `${path}?limit=${limit}`);
        expect(json.result).toHaveLength(Math.min(limit, 2));
        expect(problems(answerOf(path, 'get'), json)).toEqual([]);
      }
    }
  });

  it('has the payments of an order, of which there may be several', async () => {
    const sandbox = await startSandbox();
    const {id} = await createMonime(sandbox);
    await createMonime(sandbox);
    for (const action of ['pay', 'pay-again']) await control(sandbox, id, {action});
    const {orderNumber} = (await get(sandbox, `/v1/checkout-sessions/${id}`)).result;
    const json = await get(sandbox, `/v1/payments?orderNumber=${orderNumber}`);
    expect(json.result).toHaveLength(2);
    expect(problems(answerOf('/v1/payments', 'get'), json)).toEqual([]);
  });

  it('has the answer to a deletion', async () => {
    const sandbox = await startSandbox();
    const {id} = await createMonime(sandbox);
    const path = `/monime/v1/checkout-sessions/${id}`;
    const json = await (await sandbox.ask(path, {method: 'DELETE', headers: monimeHeaders})).json();
    expect(problems(answerOf('/v1/checkout-sessions/{id}', 'delete'), json)).toEqual([]);
  });

  it.each([
    ['momo', {phone: '076 000 001'}],
    ['card', {card: '4343 4343 4343 4345', expiry: '12/34', cvc: '123'}],
    ['bank', {account: '1000001'}],
    ['safulpay', {}],
  ])('has a payment by %s, under way and done', async (method, fields) => {
    const sandbox = await startSandbox();
    const {id, redirectUrl} = await createMonime(sandbox);
    await (await visit(sandbox, redirectUrl)).press('Pay SLE 91.50', {method, ...fields});
    const validate = answerOf('/v1/payments/{id}', 'get');
    for (const action of ['process', 'pay']) {
      const {result} = await get(sandbox, '/v1/payments');
      expect(problems(validate, await get(sandbox, `/v1/payments/${result[0].id}`))).toEqual([]);
      await control(sandbox, id, {action});
    }
  });

  it.each([
    {},
    {
      verificationMethod: {type: 'HS256', secret: 'x'.repeat(32)},
      headers: {'X-Shop': 'books'},
      alertEmails: ['books@shop.example'],
      metadata: {a: 1},
    },
  ])('has the answers about webhooks, and allows what the tests send: %o', async (settings) => {
    const {ask} = await startSandbox({webhooks: {monime: {url: 'http://shop.test'}}});
    const webhook = {
      name: 'Shop',
      url: 'http://shop.test',
      apiRelease: 'caph',
      events: ['payment.created'],
      ...settings,
    };
    const request = validator('/paths/~1v1~1webhooks/post/requestBody/content/application~1json/schema');
    expect(problems(request, webhook)).toEqual([]);
    const send = async (method: string, path: string, body?: object) => {
      const init = {
        method,
        headers: {...monimeHeaders, 'Idempotency-Key': 'one'},
        ...(body && {body: JSON.stringify(body)}),
      };
      return (await ask(`/monime/v1/webhooks${path}`, init)).json();
    };
    const created = await send('POST', '', webhook);
    const path = `/${created.result.id}`;
    expect(problems(answerOf('/v1/webhooks', 'post'), created)).toEqual([]);
    expect(problems(answerOf('/v1/webhooks', 'get'), await send('GET', ''))).toEqual([]);
    for (const [method, body] of [['GET'], ['PATCH', {events: null}], ['DELETE']] as const) {
      const json = await send(method, path, body);
      expect(problems(answerOf('/v1/webhooks/{id}', method.toLowerCase()), json)).toEqual([]);
    }
  });

  it('sees a key too many, a wrong type and a wrong word', async () => {
    const sandbox = await startSandbox();
    const {id} = await createMonime(sandbox);
    const json = await get(sandbox, `/v1/checkout-sessions/${id}`);
    const wrong = {...json, result: {...json.result, status: 'paid', name: 1, total: 1}};
    expect(problems(answerOf('/v1/checkout-sessions/{id}', 'get'), wrong)).toEqual([
      '/result must NOT have additional properties',
      '/result/name must be string',
      '/result/status must be equal to one of the allowed values',
    ]);
  });

  it('allows the orders that the tests send', () => {
    const request = validator('/paths/~1v1~1checkout-sessions/post/requestBody/content/application~1json/schema');
    for (const order of [monimeOrder, sparse]) expect(problems(request, order)).toEqual([]);
  });
});
