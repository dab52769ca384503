import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import * as z from 'zod/mini';

/** What a page may name, beside the chunks. */
const ENTRIES = ['loader.js', 'monime-checkout.js', 'monime-checkout.one.js', 'return.js'];
const Package = z.object({version: z.string()});
const SNIPPET = /(<!-- integrity: .+ -->\n)[^]*?(<!-- \/integrity -->)/;

/** The hash of a file, as the attribute `integrity` takes it. */
export function integrityOf(path: string): string {
  return `sha384-${createHash('sha384').update(readFileSync(path)).digest('base64')}`;
}

/** How a page names the one file that needs no other. */
export function snippetOf(integrity: string): string {
  return `\`\`\`html
<script
  type="module"
  src="/widget/monime-checkout.one.js"
  integrity="${integrity}"
></script>
\`\`\``;
}

/** How a page names the same file on a CDN, in the version of `package.json`. */
export function cdnSnippetOf(integrity: string): string {
  const {version} = z.parse(Package, JSON.parse(readFileSync('package.json', 'utf8')));
  return `\`\`\`html
<script
  type="module"
  src="https://cdn.jsdelivr.net/npm/monime-checkout@${version}/dist/monime-checkout.one.js"
  integrity="${integrity}"
  crossorigin="anonymous"
></script>
\`\`\``;
}

/** Writes the snippet into the document, between its marks. */
function writeSnippet(document: string, snippet: string): void {
  const text = readFileSync(document, 'utf8');
  if (!SNIPPET.test(text)) throw new Error(`${document} has no place for the integrity snippet.`);
  const written = text.replace(SNIPPET, (_, start: string, end: string) => `${start}\n${snippet}\n\n${end}`);
  if (written !== text) writeFileSync(document, written);
}

/**
 * Writes the hashes of the scripts into `integrity.json`, and the snippets into README.md and docs/builds.md.
 * @throws {Error} if a document has no marks
 */
export function writeIntegrity(dist: string): void {
  const chunks = readdirSync(join(dist, 'chunks')).filter((file) => file.endsWith('.js'));
  const files = [...ENTRIES, ...chunks.sort().map((file) => `chunks/${file}`)];
  const hashes = Object.fromEntries(files.map((file) => [file, integrityOf(join(dist, file))]));
  writeFileSync(join(dist, 'integrity.json'), `${JSON.stringify(hashes, null, 2)}\n`);

  const one = hashes['monime-checkout.one.js'] ?? '';
  writeSnippet('README.md', snippetOf(one));
  writeSnippet('docs/builds.md', cdnSnippetOf(one));
}
