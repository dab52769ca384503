import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

/** What a page may name, beside the chunks. */
const ENTRIES = ['loader.js', 'monime-checkout.js', 'monime-checkout.one.js', 'return.js'];
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
  src="/monime/monime-checkout.one.js"
  integrity="${integrity}"
></script>
\`\`\``;
}

/**
 * Writes the hashes of the scripts into `integrity.json`, and the snippet into the text between its marks.
 * @throws {Error} where there are no marks
 */
export function writeIntegrity(dist: string, readme: string): void {
  const chunks = readdirSync(join(dist, 'chunks')).filter((file) => file.endsWith('.js'));
  const files = [...ENTRIES, ...chunks.sort().map((file) => `chunks/${file}`)];
  const hashes = Object.fromEntries(files.map((file) => [file, integrityOf(join(dist, file))]));
  writeFileSync(join(dist, 'integrity.json'), `${JSON.stringify(hashes, null, 2)}\n`);

  const text = readFileSync(readme, 'utf8');
  if (!SNIPPET.test(text)) throw new Error(`${readme} has no place for the integrity snippet.`);
  const snippet = snippetOf(hashes['monime-checkout.one.js'] ?? '');
  const written = text.replace(SNIPPET, (_, start: string, end: string) => `${start}\n${snippet}\n\n${end}`);
  if (written !== text) writeFileSync(readme, written);
}
