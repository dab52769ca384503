import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {renderMarkdown} from '../../../demo/gallery/docs/markdown.ts';
import {ROOT} from '../../tools/fences.ts';
import {chartFiles} from '../../bench/chart.ts';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const readme = read('README.md');

it('the README has every picture in light and dark', () => {
  const paths = [...readme.matchAll(/ src(?:set)?="([^"]+)"/g)].map(([, path = '']) => path);
  const pictures = paths.filter((path) => path.startsWith('docs/pictures/'));
  expect(pictures.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  const [light, dark] = ['-light.', '-dark.'].map((theme) => pictures.filter((path) => path.includes(theme)));
  expect(light?.map((path) => path.replace('-light.', '-dark.'))).toEqual(dark);
  expect(light).toHaveLength(1);
});

it('the README has a text for every picture', () => {
  expect([...readme.matchAll(/<img [^>]*>/g)].filter(([tag]) => !/ alt="[^"]{20,}"/.test(tag))).toEqual([]);
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
