import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join, posix} from 'node:path';
import {expect, it} from 'vitest';
import {renderMarkdown} from '../../../demo/gallery/docs/markdown.ts';
import {documents, ROOT} from '../../tools/fences.ts';
import {chartFiles} from '../../bench/chart.ts';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const readme = read('README.md');

/** The pictures that a document shows, by their paths from the package's root. */
function picturesOf(file: string): string[] {
  const paths = [...read(file).matchAll(/ src(?:set)?="([^"]+)"/g)].map(([, path = '']) => path);
  return paths.filter((path) => path.includes('pictures/')).map((path) => posix.join(posix.dirname(file), path));
}

it('the documents have every picture in light and dark', () => {
  const pictures = documents().flatMap(picturesOf);
  const [light, dark] = ['-light.', '-dark.'].map((theme) => pictures.filter((path) => path.includes(theme)));
  expect(light?.map((path) => path.replace('-light.', '-dark.'))).toEqual(dark);
});

it('the documents have a text for every picture', () => {
  const tags = documents().flatMap((file) => [...read(file).matchAll(/^ *<img [^>]*>/gm)].map(([tag]) => tag));
  expect(tags.filter((tag) => !/ alt="[^"]{20,}"/.test(tag))).toEqual([]);
});

it('every picture is shown somewhere, and takes less than 40 kB', () => {
  const files = readdirSync(join(ROOT, 'docs/pictures')).map((file) => `docs/pictures/${file}`);
  expect([...new Set(documents().flatMap(picturesOf))].toSorted()).toEqual(files);
  expect(files.filter((file) => statSync(join(ROOT, file)).size > 40_000)).toEqual([]);
});

it('the README begins with pictures of the card and the dialog', () => {
  const [, start = ''] = /^# .*\n\n([^]*?)\n## /.exec(readme) ?? [];
  expect([...start.matchAll(/ src="([^"]+)"/g)].map(([, path]) => path)).toEqual([
    'docs/pictures/card-light.webp',
    'docs/pictures/dialog-light.webp',
  ]);
});

it('the gallery shows the pictures of a document', () => {
  const markdown =
    '<picture>\n  <source srcset="docs/pictures/a.webp" />\n  <img src="docs/pictures/b.webp" />\n</picture>\n';
  expect(renderMarkdown(markdown, 'README.md').body).toBe(
    '<picture>\n  <source srcset="/gallery/docs/pictures/a.webp" />\n  <img src="/gallery/docs/pictures/b.webp" />\n</picture>\n',
  );
  expect(() => renderMarkdown('<picture><img src="a" /></picture><b>c</b>\n', 'README.md')).toThrow('has HTML in it');
});

it('the chart has the numbers of the benchmark; npm run bench:chart writes it', async () => {
  for (const [path, text] of await chartFiles(read('docs/benchmark.md'), readme)) expect(read(path)).toBe(text);
});

it('the chart changes with the numbers of the benchmark', async () => {
  const slower = read('docs/benchmark.md').replace(
    /^(\| \*\*module\*\* .*the order is drawn \| strict \| *)[\d,]+/m,
    '$15,000',
  );
  const files = await chartFiles(slower, readme);
  expect(files.get('docs/pictures/speed-dark.svg')).toContain('by script 5.0 s');
  expect(files.get('README.md')).toContain('by script 5.0 s');
});
