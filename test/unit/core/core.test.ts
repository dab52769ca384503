import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {CheckoutError} from '../../../src/core/error.ts';
import {checkHostedUrl, type HostRules} from '../../../src/core/hosted-url.ts';
import {formatMoney} from '../../../src/core/money.ts';
import {looksSecret} from '../../../src/core/secret.ts';
import {idOfClientKey, isSessionId} from '../../../src/core/session.ts';
import {chooseSurface} from '../../../src/core/choose-surface.ts';

describe('isSessionId', () => {
  it.each(['scs-k6Fx', 'cs_CbFCTDfxvMFNjwjVi26Uzhtj', 'scs-a_b-c'])('takes %s', (id) => {
    expect(isSessionId(id)).toBe(true);
  });

  it.each([
    '',
    'scs-',
    'cs-1',
    'scs_1',
    'pi_1',
    'scs-1/../2',
    'scs-1%2f',
    'scs-1\n',
    ' scs-1',
    `scs-${'x'.repeat(101)}`,
  ])('refuses %j', (id) => {
    expect(isSessionId(id)).toBe(false);
  });

  it('takes nothing that changes the path of a URL', () => {
    const texts = fc.oneof(
      fc.string({unit: 'binary'}),
      fc.string().map((text) => `scs-${text}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        if (isSessionId(text)) {
          expect(new URL(`https://api.example/v1/${text}`).pathname).toBe(`/v1/${text}`);
        }
      }),
    );
  });
});

describe('idOfClientKey', () => {
  it('is the part before _client_', () => {
    expect(idOfClientKey('cs_CbFC_client_YxyP')).toBe('cs_CbFC');
    expect(idOfClientKey('nothing')).toBe('nothing');
  });
});

describe('checkHostedUrl', () => {
  const strict: HostRules = {allowedHosts: [], allowHttp: false};
  const local: HostRules = {allowedHosts: ['pay.example:8080', '*.shop.example'], allowHttp: true};

  it.each([
    ['https://checkout.monime.io/scs-1', strict],
    ['https://checkout.paymongo.com/cs_1#frag', strict],
    ['http://127.0.0.1:4010/pay/scs-1', local],
    ['http://localhost:4010/pay/scs-1', local],
    ['http://pay.example:8080/x', local],
    ['https://a.shop.example/x', local],
  ])('takes %s', (url, rules) => {
    expect(checkHostedUrl(url, rules)).toBe(url);
  });

  it.each([
    ['https://evil.example/', strict],
    ['https://monime.io.evil.example/', strict],
    ['https://evilmonime.io/', strict],
    ['https://checkout.monime.io:8443/', strict],
    ['https://user:pass@checkout.monime.io/', strict],
    ['https://user@checkout.monime.io/', strict],
    ['https://:pass@checkout.monime.io/', strict],
    ['http://checkout.monime.io/', strict],
    ['http://localhost:4010/', strict],
    ['https://localhost:4010/', strict],
    ['http://evil.example/', local],
    ['http://checkout.monime.io/', local],
    ['http://127.0.0.1.evil.example/', local],
    ['//checkout.monime.io/', strict],
    ['javascript:alert(1)', local],
    ['data:text/html,x', local],
    ['', strict],
  ])('refuses %s', (url, rules) => {
    expect(() => checkHostedUrl(url, rules)).toThrow(CheckoutError);
  });

  it('names the host and the attribute that would allow it', () => {
    expect(() => checkHostedUrl('https://pay.example/x', strict)).toThrow(
      /pay\.example.*allowed-hosts="pay\.example"/s,
    );
  });
});

describe('looksSecret', () => {
  it.each(['mon_abc', 'mon_test_abc', 'sk_live_x', 'whsk_x', 'Bearer mon_x', 'https://x/?k=sk_test_1'])(
    'sees %s',
    (text) => {
      expect(looksSecret(text)).toBe(true);
    },
  );

  it.each(['pk_live_x', 'scs-1', 'cs_1_client_x', 'task_1', 'common_x', 'https://checkout.monime.io/', ''])(
    'lets %s be',
    (text) => {
      expect(looksSecret(text)).toBe(false);
    },
  );
});

describe('formatMoney', () => {
  const digits = (text: string) => text.replace(/[^\d.-]/g, '');

  it.each([
    [123450, 'SLE', '1234.50'],
    [180000, 'PHP', '1800.00'],
    [5, 'USD', '0.05'],
    [-2550, 'SLE', '-25.50'],
    [1234, 'JPY', '1234'],
    [1234, 'KWD', '1.234'],
    [1234, 'XXQ', '12.34'],
  ])('prints %i of %s as %s', (amount, currency, expected) => {
    expect(digits(formatMoney(amount, currency, 'en'))).toBe(expected);
  });
});

describe('chooseSurface', () => {
  it.each([
    ['auto', 'allowed', false, 'modal'],
    ['auto', 'allowed', true, 'modal'],
    ['auto', 'unknown', false, 'popup'],
    ['auto', 'unknown', true, 'redirect'],
    ['auto', 'refused', false, 'popup'],
    ['auto', 'refused', true, 'redirect'],
    ['modal', 'unknown', false, 'modal'],
    ['modal', 'refused', false, 'popup'],
    ['inline', 'allowed', true, 'inline'],
    ['inline', 'refused', true, 'popup'],
    ['popup', 'allowed', true, 'popup'],
    ['redirect', 'allowed', false, 'redirect'],
    ['qr', 'refused', false, 'qr'],
  ] as const)('%s, framing %s, handheld %s: %s', (mode, framing, handheld, surface) => {
    expect(chooseSurface(mode, {framing, handheld})).toBe(surface);
  });
});
