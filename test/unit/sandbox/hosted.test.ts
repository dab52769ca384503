import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createMonime, createPayMongo, startSandbox} from './client.ts';
import {visit} from './customer.ts';

describe('every hosted page', () => {
  it.each(['monime', 'paymongo'] as const)('carries the headers that the switches of %s say', async (provider) => {
    const sandbox = await startSandbox();
    const url =
      provider === 'monime'
        ? (await createMonime(sandbox)).redirectUrl
        : (await createPayMongo(sandbox)).attributes.checkout_url;
    const header = async (name: string) => (await visit(sandbox, url)).headers.get(name);
    const turn = (framing: string, coop: boolean) =>
      sandbox.ask('/__sandbox/switches', {method: 'PATCH', body: JSON.stringify({[provider]: {framing, coop}})});

    await turn('allowed', true);
    expect(await header('X-Frame-Options')).toBeNull();
    expect(await header('Content-Security-Policy')).not.toContain('frame-ancestors');
    expect(await header('Cross-Origin-Opener-Policy')).toBe('same-origin');
    await turn('refused', false);
    expect(await header('X-Frame-Options')).toBe('DENY');
    expect(await header('Content-Security-Policy')).toContain("frame-ancestors 'none'");
    expect(await header('Cross-Origin-Opener-Policy')).toBeNull();
  });

  it('lets Monime be framed and PayMongo not, unless switched', async () => {
    const sandbox = await startSandbox();
    const monime = await visit(sandbox, (await createMonime(sandbox)).redirectUrl);
    const payMongo = await visit(sandbox, (await createPayMongo(sandbox)).attributes.checkout_url);
    expect(monime.headers.get('X-Frame-Options')).toBeNull();
    expect(payMongo.headers.get('X-Frame-Options')).toBe('DENY');
  });

  it('runs nothing inline, and says that no money moves', async () => {
    const sandbox = await startSandbox();
    const {redirectUrl} = await createMonime(sandbox);
    for (const url of [redirectUrl, `${redirectUrl}/return`, '/pay/unknown', '/']) {
      const {html, headers} = await visit(sandbox, url);
      expect(headers.get('Content-Security-Policy')).toContain("script-src 'self'");
      expect(headers.get('Content-Security-Policy')).not.toContain('unsafe');
      expect(html).toContain('Sandbox');
      expect(html).toContain('No money moves');
      expect(html).not.toMatch(/<style|<script>|\sstyle=|\son\w+=/);
    }
  });

  it('prints the words of an order as words', async () => {
    const sandbox = await startSandbox({now: () => 0});
    const open = async (name: string, description: string) => {
      const lineItems = [{name, description, price: {currency: 'SLE', value: 1}}];
      const {id, redirectUrl} = await createMonime(sandbox, {name, description, lineItems});
      const {heading, html} = await visit(sandbox, redirectUrl);
      return {heading, tags: html.replaceAll(id, '').match(/<[^>]*>/g)};
    };
    const {tags} = await open('plain', 'words');
    const words = fc.stringMatching(/^[<>&"'a-z/=]{1,40}$/);
    await fc.assert(
      fc.asyncProperty(words, words, async (name, description) => {
        expect(await open(name, description)).toEqual({heading: name, tags});
      }),
      {numRuns: 30},
    );
  });

  it('says so where there is no such checkout', async () => {
    const page = await visit(await startSandbox(), '/pay/scs-unknown');
    expect(page.status).toBe(404);
    expect(page.heading).toBe('There is no such checkout');
  });

  it('finds its style, script and picture', async () => {
    const {ask} = await startSandbox();
    const types = {'sandbox.css': 'text/css', 'sandbox.js': 'text/javascript', 'qr.svg': 'image/svg+xml'};
    for (const [file, type] of Object.entries(types)) {
      const response = await ask(`/assets/${file}`);
      expect(response.status).toBe(200);
      expect(response.headers.get('Content-Type')).toContain(type);
    }
  });
});
