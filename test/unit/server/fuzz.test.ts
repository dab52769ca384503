import {request} from 'node:http';
import {
  array,
  assert,
  asyncProperty,
  constant,
  constantFrom,
  dictionary,
  json,
  oneof,
  record,
  string,
  stringMatching,
  uint8Array,
} from 'fast-check';
import {expect, it} from 'vitest';
import {MONIME, MONIME_SECRET, monimeWith, unixNow} from './signing.ts';
import {MONIME_ORDER, startShop} from './shop.ts';

/** Milliseconds after which an answer counts as never. */
const PATIENCE = 5000;
const SECRETS = /mon_test|spc-sandbox|a-webhook-secret/;

interface Fuzzed {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | Uint8Array;
}

const SHOP = {Origin: 'https://shop.example'};
/** One for each answer: chance may not come up with all of them. */
const EXAMPLES: Record<number, Fuzzed> = {
  200: {method: 'GET', path: '/checkout/return.js', headers: {}, body: ''},
  204: {
    method: 'OPTIONS',
    path: '/checkout/sessions',
    headers: {...SHOP, 'Access-Control-Request-Method': 'POST'},
    body: '',
  },
  303: {method: 'POST', path: '/checkout/return/success', headers: {}, body: ''},
  401: {method: 'POST', path: '/checkout/webhooks', headers: {}, body: '{}'},
  403: {method: 'POST', path: '/checkout/sessions', headers: {Origin: 'https://evil.example'}, body: '{}'},
  404: {method: 'GET', path: '/checkout/x', headers: {}, body: ''},
  405: {method: 'DELETE', path: '/checkout/sessions', headers: SHOP, body: ''},
};

/** Sends the path as it is: `fetch` would tidy it up first. */
function send(origin: string, {method, path, headers, body}: Fuzzed): Promise<{status: number; text: string}> {
  const {hostname, port} = new URL(origin);
  return new Promise((resolve, reject) => {
    const sent = request({hostname, port, method, path, headers, agent: false, timeout: PATIENCE}, (response) => {
      let text = JSON.stringify(response.rawHeaders);
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      response.on('end', () => resolve({status: response.statusCode ?? 0, text}));
    });
    sent.on('timeout', () => sent.destroy(new Error(`No answer to ${method} ${path}`)));
    sent.on('error', reject);
    sent.end(body);
  });
}

const method = oneof(
  constantFrom('GET', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'get'),
  stringMatching(/^[A-Z]{1,8}$/).filter((name) => name !== 'CONNECT'),
);
const piece = oneof(
  constantFrom('/checkout', '/sessions', '/returns', '/return', '/success', '/cancel', '/webhooks', '/return.js'),
  constantFrom('/', '//', '..', '%2f', '%2e%2e', '%252f', '?', '#', '%00', '%', '\\', ';', '@', '?ref=', '/__proto__'),
  constantFrom('/scs-1', '/cs_1', '/scs-', '/constructor', `/o${'a'.repeat(62)}`, `?ref=w${'a'.repeat(62)}`),
  stringMatching(/^[!-~]{1,6}$/),
);
const route = constantFrom('/sessions', '/sessions/scs-1', '/return/success?ref=x', '/returns/x', '/webhooks', '/x');
const path = oneof(
  array(piece, {maxLength: 7}).map((pieces) => pieces.join('')),
  route,
).map((rest) => `/checkout${rest}`);
const headerText = stringMatching(/^[ -~]{0,40}$/);
const headers = record(
  {
    Origin: oneof(constantFrom('null', 'https://shop.example', 'https://evil.example', ''), headerText),
    'Content-Type': oneof(constantFrom('application/json', 'text/plain', 'application/json;charset=x'), headerText),
    'Idempotency-Key': oneof(constantFrom('wish-to-pay-0001', 'short'), headerText),
    'Monime-Signature': oneof(constantFrom('t=1,v1=', `t=${unixNow()},v1=aGVsbG8=`, 't=,v1==,='), headerText),
    Authorization: headerText,
    'Access-Control-Request-Method': constantFrom('POST', 'DELETE'),
    'X-Forwarded-Host': headerText,
  },
  {requiredKeys: []},
);
const body = oneof(
  constant(''),
  json(),
  constantFrom('{"renew": "scs-1"}', '{"renew": {}}', '[]', 'null', '{"__proto__": {"renew": 1}}'),
  string({maxLength: 200}),
  uint8Array({maxLength: 200}),
);

async function startFuzzed() {
  const shop = await startShop((provider) => monimeWith(provider), {
    origin: 'https://shop.example',
    createSession: async (request) => {
      await request.json();
      return {...MONIME_ORDER, reference: 'order-1042'};
    },
  });
  return {...shop, at: new URL(shop.base).origin};
}

it('answers any request, without a fault of its own and without a secret', async () => {
  const {at, provider, errors} = await startFuzzed();
  const met = new Set<number>();
  await assert(
    asyncProperty(record({method, path, headers, body}), async (fuzzed) => {
      const {status, text} = await send(at, fuzzed);
      met.add(status);
      expect(status).toBeGreaterThanOrEqual(200);
      expect(status).toBeLessThan(500);
      expect(text).not.toMatch(SECRETS);
    }),
    {numRuns: 1500, endOnFailure: true, examples: Object.values(EXAMPLES).map((fuzzed) => [fuzzed])},
  );
  expect([...met]).toEqual(expect.arrayContaining(Object.keys(EXAMPLES).map(Number)));
  for (const {path} of provider.received) expect(path).toMatch(/^\/monime\/v1\/checkout-sessions(\/scs-[\w-]+)?$/);
  expect(errors).toEqual([]);
}, 60_000);

it('answers any event that is signed, and asks for nothing but sessions', async () => {
  const {at, provider, errors} = await startFuzzed();
  const text = oneof(constantFrom('checkout_session', 'checkout_session.completed', 'scs-1', 'scs-1/../2'), string());
  const event = oneof(
    json(),
    record({
      event: record({name: text}, {requiredKeys: []}),
      object: record({type: oneof(constant('checkout_session'), text), id: oneof(text, dictionary(text, text))}),
    }).map((value) => JSON.stringify(value)),
  );
  await assert(
    asyncProperty(event, async (body) => {
      const headers = {'Monime-Signature': MONIME.sign(body, MONIME_SECRET)};
      const {status, text} = await send(at, {method: 'POST', path: '/checkout/webhooks', headers, body});
      // A session that is said to be paid, and that the provider does not know, is to come again.
      expect(status).toBe(status === 503 && body.includes('checkout_session.completed') ? 503 : 200);
      expect(text).not.toMatch(SECRETS);
    }),
    {numRuns: 150, endOnFailure: true},
  );
  for (const {path} of provider.received) expect(path).toMatch(/^\/monime\/v1\/checkout-sessions\/scs-[\w-]+$/);
  expect(errors.filter((error) => !/A webhook reports a payment/.test(String(error)))).toEqual([]);
}, 60_000);
