import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {checkHostedUrl, type HostRules, isImageUrl, isLoopback, parseUrl} from '../../../src/core/hosted-url.ts';

const SAFE: HostRules = {allowedHosts: [], allowHttp: false};
/** The rules of a page that is http, such as a shop in development. */
const HTTP: HostRules = {allowedHosts: [], allowHttp: true};

const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/).filter((text) => !text.startsWith('xn--'));
const host = fc.array(label, {minLength: 2, maxLength: 4}).map((labels) => labels.join('.'));
const stranger = host.filter((name) => !/(monime\.io|paymongo\.com|localhost)$/.test(name));
const provider = fc.tuple(label, fc.constantFrom('monime.io', 'paymongo.com')).map((labels) => labels.join('.'));
const loopback = fc.oneof(
  fc.constantFrom('localhost', '[::1]', '127.0.0.1'),
  label.map((name) => `${name}.localhost`),
  fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)).map((numbers) => `127.${numbers.join('.')}`),
);
const port = fc.integer({min: 1024, max: 65_535});
const rest = fc.constantFrom('', '/', '/cs_1?x=1', '/cs_1#cGtfdGVzdA==', '/a@b');
const rules = fc.constantFrom(SAFE, HTTP);

/** Why a URL is refused; null if customers may be sent there. */
function refusalOf(url: string, given: HostRules): string | null {
  try {
    expect(checkHostedUrl(url, given)).toBe(url);
    return null;
  } catch (error) {
    expect(error).toMatchObject({code: 'unsafe_url', path: 'hostedUrl'});
    return String(error);
  }
}

const NOT_HTTPS = /is not https/;
const OTHER_HOST = /not on a provider's host\. To allow it, set allowed-hosts=/;
const CREDENTIALS = /a user name or password/;

describe('a customer may be sent', () => {
  it("to any https page on a provider's host, and to no other port or host name of it", () => {
    fc.assert(
      fc.property(provider, rest, port, rules, (name, path, number, given) => {
        expect(refusalOf(`https://${name}${path}`, given)).toBeNull();
        expect(refusalOf(`https://${name}:${number}${path}`, given)).toMatch(OTHER_HOST);
        expect(refusalOf(`https://x${name.slice(name.indexOf('.') + 1)}${path}`, given)).toMatch(OTHER_HOST);
        expect(refusalOf(`https://${name}.example${path}`, given)).toMatch(OTHER_HOST);
        expect(refusalOf(`http://${name}${path}`, given)).toMatch(NOT_HTTPS);
      }),
    );
  });

  it('to a host that is listed, by its name and port, and only to it', () => {
    fc.assert(
      fc.property(stranger, fc.option(port), rest, rules, (name, number, path, {allowHttp}) => {
        const listed = number === null ? name : `${name}:${number}`;
        const url = `https://${listed}${path}`;
        const allow = (...allowedHosts: string[]) => refusalOf(url, {allowedHosts, allowHttp});
        expect(allow()).toMatch(OTHER_HOST);
        expect(allow()).toContain(`"${listed}"`);
        expect(allow(`other.${listed}`, `x${listed}`)).toMatch(OTHER_HOST);
        expect(allow(number === null ? `${name}:8443` : name)).toMatch(OTHER_HOST);
        expect(allow('other.example', listed)).toBeNull();
      }),
    );
  });

  it('to any host below a listed one, without a port', () => {
    fc.assert(
      fc.property(stranger, label, port, rest, (name, sub, number, path) => {
        const given = {allowedHosts: [`*.${name}`], allowHttp: false};
        expect(refusalOf(`https://${sub}.${name}${path}`, given)).toBeNull();
        expect(refusalOf(`https://${sub}.${name}:${number}${path}`, given)).toMatch(OTHER_HOST);
        expect(refusalOf(`https://${name}${path}`, given)).toMatch(OTHER_HOST);
        expect(refusalOf(`https://${sub}${name}${path}`, given)).toMatch(OTHER_HOST);
      }),
    );
  });

  it('to http only if the page is http, and then only to this machine and to what is listed', () => {
    fc.assert(
      fc.property(stranger, loopback, fc.option(port), rest, (name, here, number, path) => {
        const end = `${number === null ? '' : `:${number}`}${path}`;
        const listed = [number === null ? name : `${name}:${number}`];
        expect(refusalOf(`http://${name}${end}`, SAFE)).toMatch(NOT_HTTPS);
        expect(refusalOf(`http://${name}${end}`, HTTP)).toMatch(NOT_HTTPS);
        expect(refusalOf(`http://${name}${end}`, {allowedHosts: listed, allowHttp: false})).toMatch(NOT_HTTPS);
        expect(refusalOf(`http://${name}${end}`, {allowedHosts: listed, allowHttp: true})).toBeNull();
        expect(refusalOf(`http://${here}${end}`, SAFE)).toMatch(NOT_HTTPS);
        expect(refusalOf(`http://${here}${end}`, HTTP)).toBeNull();
        expect(refusalOf(`https://${here}${end}`, SAFE)).toMatch(OTHER_HOST);
        expect(refusalOf(`https://${here}${end}`, HTTP)).toBeNull();
      }),
    );
  });

  it('to no page whose URL has a user name, a password or both, which hide the host', () => {
    fc.assert(
      fc.property(
        provider,
        rest,
        fc.constantFrom('user@', ':password@', 'user:password@'),
        rules,
        (name, path, user, given) => {
          expect(refusalOf(`https://${user}${name}${path}`, given)).toMatch(CREDENTIALS);
        },
      ),
    );
  });

  it('to nothing that is not http or https, even on a host that is listed', () => {
    const protocol = fc.constantFrom('javascript', 'data', 'ftp', 'ws', 'wss', 'file', 'blob', 'about', 'custom');
    fc.assert(
      fc.property(protocol, provider, (word, name) => {
        const given = {allowedHosts: [name, ''], allowHttp: true};
        expect(refusalOf(`${word}://${name}/x`, given)).toMatch(NOT_HTTPS);
        expect(refusalOf(`${word}:alert(1)`, given)).not.toBeNull();
        expect(refusalOf(`http://${name}:8080/x`, SAFE)).toContain(`on ${name}:8080 is not https`);
      }),
    );
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'about:blank'])('to no page without a host: %s', (url) => {
    expect(refusalOf(url, HTTP)).toContain(`on ${url.slice(0, url.indexOf(':') + 1)} is not https`);
  });

  it.each(['', '/pay/scs-1', '//checkout.monime.io/scs-1', 'checkout.monime.io/scs-1', 'https://', 'https://a b/'])(
    'to no page without an absolute URL: %j',
    (url) => {
      expect(refusalOf(url, HTTP)).toMatch(/has no absolute URL/);
    },
  );
});

it('a refusal names the field that the URL comes from', () => {
  expect(() => checkHostedUrl('', SAFE, 'redirectUrl')).toThrow(expect.objectContaining({path: 'redirectUrl'}));
});

describe('isLoopback', () => {
  it('is true of every name of this machine, and of none that goes on before or behind it', () => {
    fc.assert(
      fc.property(loopback, label, (name, more) => {
        expect(isLoopback(name)).toBe(true);
        expect(isLoopback(`${name}.${more}`)).toBe(more === 'localhost');
        expect(isLoopback(`${name}${more}`)).toBe(false);
        expect(isLoopback(`1${name}`)).toBe(name.endsWith('.localhost'));
      }),
    );
  });

  it.each(['.localhost', 'my-localhost', '::1', '[::2]', '127', '127.1', '128.0.0.1', '10.127.0.0.1', '127a0b0c1', ''])(
    'is false of %j',
    (name) => {
      expect(isLoopback(name)).toBe(false);
    },
  );
});

describe('isImageUrl', () => {
  it('lets https images be loaded, and http ones only into a page that is http', () => {
    fc.assert(
      fc.property(host, rest, (name, path) => {
        expect(isImageUrl(`https://${name}${path}`, false)).toBe(true);
        expect(isImageUrl(`https://${name}${path}`, true)).toBe(true);
        expect(isImageUrl(`http://${name}${path}`, false)).toBe(false);
        expect(isImageUrl(`http://${name}${path}`, true)).toBe(true);
      }),
    );
  });

  it.each(['javascript:alert(1)', 'data:image/svg+xml,x', 'blob:https://shop.example/1', 'httpss://x', '/x.png', ''])(
    'lets nothing else be loaded: %j',
    (url) => {
      expect(isImageUrl(url, false)).toBe(false);
      expect(isImageUrl(url, true)).toBe(false);
    },
  );
});

it('parseUrl parses what new URL does, and returns null instead of throwing', () => {
  expect(parseUrl('https://shop.example/a?b#c')?.href).toBe('https://shop.example/a?b#c');
  expect(parseUrl('shop')).toBeNull();
});
