import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, it} from 'vitest';
import {monimeWith, unixNow} from './signing.ts';
import {startShop} from './shop.ts';

const folder = mkdtempSync(join(tmpdir(), 'es256-'));
afterAll(() => rmSync(folder, {recursive: true}));

function openssl(args: string[], input = ''): Buffer {
  return execFileSync('openssl', args, {input, cwd: folder, stdio: ['pipe', 'pipe', 'ignore']});
}

function createKey(name: string, curve = 'prime256v1'): string {
  writeFileSync(join(folder, name), openssl(['ecparam', '-name', curve, '-genkey', '-noout']));
  return openssl(['pkey', '-in', name, '-pubout']).toString();
}

/** The two numbers of a DER signature side by side, as `openssl asn1parse` prints them. */
function plain(der: Buffer): Buffer {
  writeFileSync(join(folder, 'signature'), der);
  const text = openssl(['asn1parse', '-inform', 'DER', '-in', 'signature']).toString();
  const numbers = [...text.matchAll(/INTEGER\s+:([0-9A-F]+)/g)].map(([, hex = '']) => hex.padStart(64, '0'));
  return Buffer.from(numbers.join(''), 'hex');
}

const publicKey = createKey('private.pem');

it.each([
  ['as DER', (der: Buffer) => der],
  ['as two numbers', plain],
])('takes a webhook signed by the key, %s', async (_, form) => {
  const {ask} = await startShop((provider) => monimeWith(provider, {webhookSecret: [], webhookKey: publicKey}));
  const send = (body: string, signed: string) => {
    const time = unixNow();
    const signature = form(openssl(['dgst', '-sha256', '-sign', 'private.pem'], `${time}_${signed}`));
    const headers = {'Monime-Signature': `t=${time},v1=${signature.toString('base64')}`};
    return ask('/webhooks', {method: 'POST', body, headers});
  };
  // Numbers that begin with a zero bit or byte are written shorter: a few dozen signatures meet some.
  for (let round = 0; round < 40; round += 1) expect((await send('{}', '{}')).status).toBe(200);
  expect((await send('{ }', '{}')).status).toBe(401);
});

it('refuses what another key signed, and what is no signature', async () => {
  createKey('other.pem');
  const {ask} = await startShop((provider) => monimeWith(provider, {webhookKey: publicKey}));
  const time = unixNow();
  const other = openssl(['dgst', '-sha256', '-sign', 'other.pem'], `${time}_{}`);
  for (const signature of [other, plain(other), Buffer.alloc(64), Buffer.alloc(70, 2), Buffer.alloc(1)]) {
    const headers = {'Monime-Signature': `t=${time},v1=${signature.toString('base64')}`};
    expect((await ask('/webhooks', {method: 'POST', body: '{}', headers})).status).toBe(401);
  }
});

it('takes the key as JWK too, and refuses what is none', async () => {
  const key = await crypto.subtle.generateKey({name: 'ECDSA', namedCurve: 'P-256'}, true, ['sign', 'verify']);
  const [jwk, secret] = await Promise.all([
    crypto.subtle.exportKey('jwk', key.publicKey),
    crypto.subtle.exportKey('jwk', key.privateKey),
  ]);
  const {ask} = await startShop((provider) => monimeWith(provider, {webhookKey: jwk}));
  const time = unixNow();
  const signed = new TextEncoder().encode(`${time}_{}`);
  const signature = await crypto.subtle.sign({name: 'ECDSA', hash: 'SHA-256'}, key.privateKey, signed);
  const headers = {'Monime-Signature': `t=${time},v1=${Buffer.from(signature).toString('base64')}`};
  expect((await ask('/webhooks', {method: 'POST', body: '{}', headers})).status).toBe(200);
  const refused = expect.objectContaining({code: 'invalid_configuration', path: 'webhookKey'});
  for (const webhookKey of [
    '',
    'not a key',
    createKey('p384.pem', 'secp384r1').slice(0, 40),
    secret,
    {...jwk, crv: 'P-384'},
  ]) {
    expect(() =>
      monimeWith({origin: 'http://127.0.0.1:1', received: [], faults: [], act: async () => {}}, {webhookKey}),
    ).toThrow(refused);
  }
});
