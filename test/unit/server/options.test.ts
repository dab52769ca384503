import {afterEach, describe, expect, it, vi} from 'vitest';
import {
  type CheckoutOptions,
  createCheckout,
  monime,
  paymongo,
  type ProviderAdapter,
} from '../../../src/server/index.ts';

const KEYS = {token: 'mon_test_sandbox', spaceId: 'spc-sandbox'};
const SECRET_KEY = 'sk_test_sandbox';
const LOCAL = 'http://127.0.0.1:4010/monime';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the options', () => {
  it.each([
    ['token', () => monime({...KEYS, token: 'sk_live_x'})],
    ['token', () => monime({...KEYS, token: 'mon_line\nbreak'})],
    ['spaceId', () => monime({...KEYS, spaceId: 'space'})],
    ['secretKey', () => paymongo({secretKey: 'pk_test_public'})],
    ['apiUrl', () => monime({...KEYS, apiUrl: 'monime'})],
    ['apiUrl', () => monime({...KEYS, apiUrl: 'http://api.example'})],
    ['apiUrl', () => paymongo({secretKey: SECRET_KEY, apiUrl: 'https://user:password@api.example'})],
  ])('refuse a wrong %s, without repeating it', (path, make) => {
    expect(make).toThrow(expect.objectContaining({code: 'invalid_configuration', path}));
    expect(make).not.toThrow(/sk_live_x|pk_test_public|user:password/);
  });

  it('refuse a sandbox in production, but where the shop itself is on this machine', () => {
    vi.stubEnv('NODE_ENV', 'production');
    const refusal = expect.objectContaining({code: 'invalid_configuration', path: 'apiUrl'});
    const origin = 'https://shop.example';
    const here = 'http://localhost:3000';
    const check = <P>(provider: ProviderAdapter<P>) => {
      expect(() => createCheckout({provider, origin})).toThrow(refusal);
      expect(() => createCheckout({provider, origin: here, origins: [origin]})).toThrow(refusal);
      expect(() => createCheckout({provider, origin: here})).not.toThrow();
    };
    check(monime({...KEYS, apiUrl: LOCAL}));
    check(paymongo({secretKey: SECRET_KEY, apiUrl: 'https://localhost:4010/paymongo'}));
    expect(() => createCheckout({provider: monime(KEYS), origin})).not.toThrow();
  });

  it('may name a sandbox in a runtime without process', () => {
    vi.stubGlobal('process', undefined);
    try {
      const provider = monime({...KEYS, apiUrl: LOCAL});
      expect(() => createCheckout({provider, origin: 'https://shop.example'})).not.toThrow();
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it.each<[string, Partial<CheckoutOptions>]>([
    ['origin', {origin: 'http://shop.example'}],
    ['origin', {origin: 'https://shop.example/path'}],
    ['origin', {origin: 'shop.example'}],
    ['origins[1]', {origins: ['https://a.example', '*']}],
    ['basePath', {basePath: 'checkout'}],
    ['basePath', {basePath: '/checkout/'}],
    ['basePath', {basePath: '/a/../b'}],
    ['basePath', {basePath: `/${'long/'.repeat(40)}end`}],
    ['publicPath', {publicPath: 'shop/checkout'}],
    ['publicPath', {publicPath: '/shop/checkout/'}],
    ['publicPath', {publicPath: `/${'long/'.repeat(40)}end`}],
    ['landing.success', {landing: {success: 'https://evil.example/'}}],
    ['landing.cancel', {landing: {cancel: 'javascript:alert(1)'}}],
    ['landing.cancel', {landing: {cancel: '//evil.example'}}],
  ])('refuse a wrong %s: %j', (path, options) => {
    const make = () => createCheckout({provider: monime(KEYS), origin: 'https://shop.example', ...options});
    expect(make).toThrow(expect.objectContaining({code: 'invalid_configuration', path}));
  });
});
