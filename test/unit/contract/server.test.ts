import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {openApi} from '../../../build/contract.ts';
import {PATHS} from '../../../build/contract-paths.ts';
import {CheckoutError} from '../../../src/server/index.ts';
import {ROOT} from '../../tools/fences.ts';
import {monimeWith, paymongoWith, MONIME_SECRET} from '../server/signing.ts';
import {type Answer, idOf, MONIME_ORDER, PAYMONGO_ORDER, referenceIn, startShop} from '../server/shop.ts';
import {answerValidator, problems, schemaValidator} from './validators.ts';

const METHODS = ['get', 'post'];

/** What is wrong with an answer by the OpenAPI document. */
function wrong(path: string, method: string, {status, json, headers}: Answer): string[] {
  const validate = answerValidator(path, method, status);
  if (!validate) return [`${method} ${path} may not answer ${status}`];
  const stored = headers.get('cache-control') === 'no-store' ? [] : [`${method} ${path} does not say no-store`];
  return [...problems(validate, json), ...stored];
}

/** Where routes are added: `app.get('/go/:id'`, in the notation of OpenAPI. */
const routesInSource = readdirSync(join(ROOT, 'src/server/routes')).flatMap((file) => {
  const source = readFileSync(join(ROOT, 'src/server/routes', file), 'utf8');
  return [...source.matchAll(/\bapp\.(?:get|post)\(\s*'([^']+)'/g)].map(([, path = '']) =>
    path.replace('/:file{[a-z0-9]+\\\\.css}', '/{name}.css').replace(/:(\w+)/g, '{$1}'),
  );
});

describe('the OpenAPI document', () => {
  it('has the routes of the server half, and no other', async () => {
    const {ask} = await startShop(monimeWith, {createSession: () => MONIME_ORDER});
    for (const [path, item] of Object.entries(PATHS)) {
      const {status, headers} = await ask(path.replaceAll(/\{\w+\}/g, 'x'), {method: 'DELETE'});
      const allowed = headers.get('allow')?.toLowerCase().split(', ') ?? [];
      expect([path, status, allowed.filter((name) => name !== 'head').sort()]).toEqual([
        path,
        405,
        METHODS.filter((name) => name in item),
      ]);
    }
    expect(Object.keys(PATHS)).toEqual(expect.arrayContaining(routesInSource));
    expect(routesInSource.length).toBeGreaterThan(6);
  });

  it.each([
    ['Monime', monimeWith, MONIME_ORDER],
    ['PayMongo', paymongoWith, PAYMONGO_ORDER],
  ] as const)('describes what is answered about sessions of %s', async (name, adapterAt, order) => {
    const shop = await startShop<unknown>(adapterAt, {createSession: () => ({...order, reference: '1042'})});
    const created = await shop.post();
    const id = idOf(created);
    expect(wrong('/sessions', 'post', created)).toEqual([]);
    const validate = schemaValidator('session.schema.json');
    const actions = name === 'Monime' ? (['process', 'pay'] as const) : (['pay'] as const);
    for (const action of [null, ...actions]) {
      if (action) await shop.provider.act(id, action);
      await shop.checkout.settle(id);
      const read = await shop.ask(`/sessions/${id}`);
      expect(wrong('/sessions/{id}', 'get', read)).toEqual([]);
      expect(problems(validate, read.json)).toEqual([]);
    }
    const returned = await shop.ask(`/returns/${referenceIn(shop.provider)}`);
    expect(wrong('/returns/{reference}', 'get', returned)).toEqual([]);
    const again = await shop.post();
    expect(again).toMatchObject({status: 409, json: {error: {code: 'order_completed', session: {id}}}});
    expect(wrong('/sessions', 'post', again)).toEqual([]);
  });

  it('describes every refusal', async () => {
    const createSession = async (request: Request) => {
      const {fail} = await request.json();
      if (fail) throw new CheckoutError('invalid_order', 'The order is empty.');
      return MONIME_ORDER;
    };
    const {ask, post, provider} = await startShop(monimeWith, {createSession, authorize: () => false});
    const {id} = await ask('/sessions/scs-none')
      .then(() => post())
      .then(({json}) => json);
    const answers: [path: string, method: string, status: number, answer: Promise<Answer>][] = [
      ['/sessions/{id}', 'get', 400, ask('/sessions/nothing')],
      ['/sessions/{id}', 'get', 403, ask(`/sessions/${String(id)}`)],
      ['/sessions/{id}', 'get', 404, ask('/sessions/scs-none')],
      ['/returns/{reference}', 'get', 404, ask('/returns/none')],
      ['/sessions', 'post', 400, post('[]')],
      ['/sessions', 'post', 403, post({}, {Origin: 'https://stranger.example'})],
      ['/sessions', 'post', 413, post({text: 'x'.repeat(70_000)})],
      ['/sessions', 'post', 415, post({}, {'Content-Type': 'text/plain'})],
      ['/sessions', 'post', 422, post({fail: true})],
      ['/go/{id}', 'get', 404, ask('/go/scs-none')],
      ['/webhooks', 'post', 401, ask('/webhooks', {method: 'POST', body: MONIME_SECRET})],
    ];
    for (const [path, method, status, answer] of answers) {
      expect([path, (await answer).status]).toEqual([path, status]);
      expect(wrong(path, method, await answer)).toEqual([]);
    }
    provider.faults.push(() => new Response('', {status: 500}));
    const failed = await ask('/sessions/scs-other');
    expect(failed.status).toBe(503);
    expect(wrong('/sessions/{id}', 'get', failed)).toEqual([]);
  });

  it('has an unchanged session of the provider as an answer, but no wrong one', () => {
    const validate = answerValidator('/sessions/{id}', 'get', 200);
    if (!validate) throw new Error('There is no such answer.');
    expect(problems(validate, {success: true, result: {id: 'scs-1', status: 'pending'}})).toEqual([]);
    expect(problems(validate, {provider: 'monime', status: 'pending', lineItems: []})).not.toEqual([]);
    expect(problems(validate, [])).not.toEqual([]);
  });

  it('says that it is of this version', () => {
    expect(openApi()).toMatchObject({openapi: '3.1.0', info: {version: '0.1.0'}});
  });
});
