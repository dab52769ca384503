import {describe, expect, it} from 'vitest';
import {type Fence, fencesOf} from '../../tools/fences.ts';
import {readManifest} from '../../../build/manifest.ts';
import {checkCommands} from './code/commands.ts';
import {checkPrograms} from './code/compile.ts';
import {checkHeaders} from './code/headers.ts';
import {checkCss, checkHtml} from './code/markup.ts';

/** What checks the documents: none of it would say anything of code that is right. */
describe('the check of', () => {
  it.each([
    ['<monime-checkout sesion-id="scs-1"></monime-checkout>', 'monime-checkout has no attribute sesion-id'],
    ['<button onclick="pay()">Pay</button>', "onclick needs 'unsafe-inline'"],
    ['<p id="a" id="b">Pay</p>', 'id stands twice on p'],
  ])('HTML complains: %s', async (code, complaint) => {
    const {complaints} = await checkHtml(code);
    expect(complaints).toEqual([complaint]);
  });

  it('HTML refuses what is not well-formed', async () => {
    await expect(checkHtml('<p><b>Pay</p>')).rejects.toThrow('closing tag');
  });

  it.each([
    ['monime-checkout::part(buton) { color: red; }', 'there is no part buton'],
    ['monime-checkout { --monime-checkout-acent: red; }', 'there is no custom property --monime-checkout-acent'],
    ['monime-checkout:state(paid) { color: red; }', 'there is no state paid'],
  ])('CSS complains: %s', async (code, complaint) => {
    expect(await checkCss(code, readManifest())).toEqual([complaint]);
  });

  it('CSS refuses what cannot be read', async () => {
    await expect(checkCss('monime-checkout { color: red', readManifest())).rejects.toThrow('Unclosed block');
  });

  it.each([
    'npm run tests',
    'npm install monime-chekout',
    'npm install ../checkout/monime-chekout-0.1.0.tgz',
    'npx monime-checkout doctor https://shop.example/checkout --sesion scs-1',
    'npx monime-checkout doctr https://shop.example/checkout',
    'npx no-such-program',
    'npx vitest run test/unit/no-such.test.ts',
    'FOO=bar frobnicate',
  ])('commands complains: %s', (command) => {
    expect(checkCommands(command)).toHaveLength(1);
  });

  it.each([
    ["Content-Security-Policy: scripts-src 'self'", 'there is no directive scripts-src'],
    ['Content-Security-Policy: script-src self', 'self is no source'],
    ["Content-Security-Policy: img-src data:;\n  img-src 'self'", 'img-src stands twice'],
    ['Cross-Origin-Opener-Policy: allow-popups', 'Cross-Origin-Opener-Policy cannot be allow-popups'],
    ['X-Checkout: yes', 'there is no header X-Checkout'],
  ])('headers complains: %s', (code, complaint) => {
    expect(checkHeaders(code)).toEqual([complaint]);
  });

  it('programs complains of types, of options and of JavaScript', {timeout: 60_000}, async () => {
    const block = (language: string, code: string, line: number, marks: string[] = []): Fence => ({
      file: 'docs/some.md',
      line,
      language,
      marks,
      path: null,
      code,
    });
    const found = await checkPrograms([
      block('ts', "import {createCheckout} from 'monime-checkout/server';\ncreateCheckout({origin: 1});", 1),
      block('ts', 'onPaid: () => undefined,', 2, ['options']),
      block('js', "document.querySelector('monime-checkout').opn();", 3),
    ]);
    expect(found.map((text) => text.replace(/,.*/, ''))).toEqual(
      expect.arrayContaining(['docs/some.md:1 ts', 'docs/some.md:2 ts', 'docs/some.md:3 js']),
    );
  });

  it('blocks finds them with their words, lines and paths', () => {
    const text =
      'See\n\n`lib/shop.ts`, which has it all:\n\n```ts options\na: 1,\n```\n\n1. Do\n\n   ```sh\n   npm test\n   ```\n';
    expect(fencesOf('docs/some.md', text)).toEqual([
      {file: 'docs/some.md', line: 5, language: 'ts', marks: ['options'], path: 'lib/shop.ts', code: 'a: 1,\n'},
      {file: 'docs/some.md', line: 11, language: 'sh', marks: [], path: null, code: 'npm test\n'},
    ]);
  });
});
