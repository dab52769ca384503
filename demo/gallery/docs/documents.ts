import {readdirSync, readFileSync} from 'node:fs';
import {posix} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Documents beside those in `docs`. */
const BESIDE = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md'];

/** Where the gallery shows a document. */
function pathOf(file: string): string {
  if (file === 'docs/README.md') return '/gallery/docs';
  return `/gallery/docs/${file
    .replace(/^docs\//, '')
    .replace(/\.md$/, '')
    .toLowerCase()}`;
}

/** Every document from the package's root, by the path of its page. */
export function documents(): ReadonlyMap<string, string> {
  const docs = readdirSync(posix.join(root, 'docs'), {recursive: true, encoding: 'utf8'})
    .filter((name) => name.endsWith('.md'))
    .map((name) => posix.join('docs', name.replaceAll('\\', '/')));
  return new Map([...docs, ...BESIDE].map((file) => [pathOf(file), file]));
}

export function readDocument(file: string): string {
  return readFileSync(posix.join(root, file), 'utf8');
}

/**
 * Where a link in a document leads to in the gallery.
 * @returns null where it is no document: a file of the sources
 */
export function resolveLink(href: string, file: string): string | null {
  if (/^(https?:|#)/.test(href)) return href;
  const [path = '', anchor] = href.split('#');
  const target = posix.join(posix.dirname(file), path);
  if (!BESIDE.includes(target) && !/^docs\/.*\.md$/.test(target)) return null;
  return anchor === undefined ? pathOf(target) : `${pathOf(target)}#${anchor}`;
}
