import {readdir, readFile} from 'node:fs/promises';
import {expect, it} from 'vitest';
import * as z from 'zod/mini';
import {cdnSnippetOf, integrityOf, snippetOf} from '../../build/integrity.ts';
import {sees} from './customer.ts';
import {element, endpointOf, openMerchant} from './open-merchant.ts';

const merchant = openMerchant();
const ONE = 'monime-checkout.one.js';
const hashes = z.record(z.string(), z.string()).parse(JSON.parse(await readFile('dist/integrity.json', 'utf8')));

it('has the hash of every script that a page may name, and the documents that of the one file', async () => {
  const scripts = [...(await readdir('dist')), ...(await readdir('dist/chunks')).map((file) => `chunks/${file}`)];
  const forPages = scripts.filter((file) => /^(chunks\/.+|loader|return|monime-checkout.*)\.js$/.test(file));
  expect(hashes).toEqual(Object.fromEntries(forPages.map((file) => [file, integrityOf(`dist/${file}`)])));
  expect(await readFile('README.md', 'utf8')).toContain(snippetOf(hashes[ONE] ?? 'no hash'));
  expect(await readFile('docs/builds.md', 'utf8')).toContain(cdnSnippetOf(hashes[ONE] ?? 'no hash'));
});

it.each([
  ['runs', 'as it is', ''],
  ['does not run', 'that was tampered with', ';'],
])('%s by the snippet in the README where the file is one %s', async (does, _, tampering) => {
  const [snippet = ''] = /<script[^]*?<\/script>/.exec(snippetOf(hashes[ONE] ?? '')) ?? [];
  merchant.files.set(ONE, (await readFile(`dist/${ONE}`, 'utf8')) + tampering);
  const {id} = await merchant.order('monime');
  const customer = await merchant.enter();
  customer.forgive(/integrity/);
  const checkout = element(endpointOf('monime'), `session-id="${id}"`).replace('></', '>Pay elsewhere</');
  await customer.page.goto(merchant.serve(snippet.replace('/widget/', '/files/') + checkout));
  await sees(customer.page, does === 'runs' ? 'Exercise book' : 'Pay elsewhere');
  expect(await customer.page.evaluate(() => customElements.get('monime-checkout') !== undefined)).toBe(does === 'runs');
});
