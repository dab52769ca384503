import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {frameRefusal, openerRefusal} from '../../../src/doctor/frames.ts';
import {leaksIn} from '../../../src/doctor/leaks.ts';
import {sanitize} from '../../../src/doctor/sanitize.ts';
import {findReturnScript, scriptPolicyGap} from '../../../src/doctor/return-page.ts';

const SECRET = fc
  .tuple(fc.constantFrom('mon_', 'mon_test_', 'sk_live_', 'whsk_', 'Bearer '), fc.stringMatching(/^[a-z0-9]{12}$/))
  .map(([prefix, rest]) => ({text: prefix + rest, rest}));

const KEYS = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), {maxLength: 5});

describe('leaksIn', () => {
  it('finds a secret wherever it stands, and does not repeat it', () => {
    fc.assert(
      fc.property(SECRET, KEYS, fc.jsonValue(), fc.boolean(), ({text, rest}, keys, other, isKey) => {
        const innermost = isKey ? {[text]: 1} : {other, text: `see ${text}, and more`};
        const json = keys.reduce<unknown>((inner, key) => ({other, [key]: [inner]}), innermost);
        const secrets = leaksIn(json).filter(({kind}) => kind === 'secret');
        expect(secrets.length).toBeGreaterThan(0);
        expect(secrets.map(({secret}) => secret).join('')).not.toContain(rest);
      }),
    );
  });

  it.each([
    [{metadata: null, billing: {name: null, address: {}}, reference: '', ownershipGraph: {}}],
    [{lineItems: [{name: 'A task_force monitor, sk_ and mon_…', reference: 'sku-1'}]}],
    [{hostedUrl: 'https://checkout.paymongo.com/cs_1_client_2#cGtfdGVzdA', clientKey: 'cs_1_client_2'}],
  ])('finds nothing in %j', (json) => {
    expect(leaksIn(json)).toEqual([]);
  });

  it.each([
    [{customer: {email: 'maria@shop.example'}}, 'personal', 'customer'],
    [{result: {financialAccountId: 'fac-1'}}, 'internal', 'result.financialAccountId'],
    [{data: {attributes: {payments: [{billing: {phone: '+63'}}]}}}, 'personal', 'data.attributes.payments[0].billing'],
    [{secret_key: 'whatever'}, 'secret', 'secret_key'],
    [{metadata: {customer: 'Maria'}}, 'personal', 'metadata.customer'],
  ])('finds in %j what is %s', (json, kind, path) => {
    expect(leaksIn(json)).toEqual([{kind, path}]);
  });
});

describe('sanitize', () => {
  it('keeps a terminal safe from what a server says', () => {
    expect(sanitize('a\u001b[2J\n\tb\u202ec \u0007')).toBe('a [2J b c');
    expect(sanitize('x'.repeat(1000))).toHaveLength(301);
    expect(sanitize('token=sk_live_abc123, Authorization: Basic c2tfbGl2ZTo=')).toBe(
      'token=sk_…, Authorization: Basic…',
    );
  });
});

describe('frameRefusal', () => {
  const framed = new URL('https://pay.example/1');
  const page = 'https://shop.example';

  it.each([
    [{}, null],
    [{'X-Frame-Options': 'DENY'}, 'X-Frame-Options: deny'],
    [{'X-Frame-Options': 'SAMEORIGIN'}, 'X-Frame-Options: sameorigin'],
    [{'X-Frame-Options': 'ALLOW-FROM https://shop.example'}, null],
    [{'Content-Security-Policy': "default-src 'none'"}, null],
    [{'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'"}, "frame-ancestors 'none'"],
    [{'Content-Security-Policy': "frame-ancestors 'self'"}, "frame-ancestors 'self'"],
    [{'Content-Security-Policy': 'frame-ancestors *'}, null],
    [{'Content-Security-Policy': 'frame-ancestors https:'}, null],
    [{'Content-Security-Policy': 'frame-ancestors https://shop.example'}, null],
    [{'Content-Security-Policy': 'frame-ancestors shop.example'}, null],
    [{'Content-Security-Policy': 'frame-ancestors *.example'}, null],
    [
      {'Content-Security-Policy': 'frame-ancestors https://shop.example:8443'},
      'frame-ancestors https://shop.example:8443',
    ],
    [{'Content-Security-Policy': 'frame-ancestors https://*.shop.example'}, 'frame-ancestors https://*.shop.example'],
    [{'Content-Security-Policy': 'frame-ancestors *', 'X-Frame-Options': 'DENY'}, null],
    [{'Content-Security-Policy': "frame-ancestors *, frame-ancestors 'none'"}, "frame-ancestors 'none'"],
  ])('reads %j as %s', (headers, refusal) => {
    expect(frameRefusal(new Headers(headers), framed, page)).toBe(refusal);
  });

  it("lets a page of the framed one's own origin in", () => {
    expect(frameRefusal(new Headers({'X-Frame-Options': 'sameorigin'}), framed, framed.origin)).toBeNull();
    expect(
      frameRefusal(new Headers({'Content-Security-Policy': "frame-ancestors 'self'"}), framed, framed.origin),
    ).toBeNull();
  });
});

it.each([
  ['', null],
  ['unsafe-none', null],
  ['same-origin', 'Cross-Origin-Opener-Policy: same-origin'],
  ['same-origin-allow-popups; report-to="x"', 'Cross-Origin-Opener-Policy: same-origin-allow-popups'],
])('openerRefusal reads %j as %s', (policy, refusal) => {
  expect(openerRefusal(new Headers({'Cross-Origin-Opener-Policy': policy}))).toBe(refusal);
});

it.each([
  [
    `<script src="a.js"></script><script async src='/r.js?a=1&amp;b=2' data-outcome=success>`,
    {src: '/r.js?a=1&b=2', outcome: 'success'},
  ],
  ['<script data-outcome="cancel">inline</script>', null],
  ['<p data-outcome="cancel" src="/return.js">', null],
])('findReturnScript reads %s', (page, script) => {
  expect(findReturnScript(page)).toEqual(script);
});

it.each([
  [null, 'no Content-Security-Policy'],
  ["img-src 'self'", 'a Content-Security-Policy without script-src'],
  ["default-src 'self'; script-src *", 'a Content-Security-Policy with script-src *'],
  ["default-src 'unsafe-inline'", "a Content-Security-Policy with script-src 'unsafe-inline'"],
  ["default-src *; script-src 'nonce-abc' 'unsafe-inline'", null],
])('scriptPolicyGap reads %j as %s', (policy, gap) => {
  expect(scriptPolicyGap(policy)).toBe(gap);
});
