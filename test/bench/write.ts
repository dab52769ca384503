import {readFileSync, writeFileSync} from 'node:fs';
import {format, resolveConfig} from 'prettier';

const README = 'README.md';
const ALL = 'docs/benchmark.md';
const MARKS = /(<!-- bench: .+ -->\n)[^]*?(<!-- \/bench -->)/;

async function write(file: string, markdown: string): Promise<void> {
  writeFileSync(file, await format(markdown, {...(await resolveConfig(file)), parser: 'markdown'}));
}

/**
 * Writes what was measured into the documents.
 * @param all a document of its own
 * @param summary what stands in the README, between its marks
 * @throws where there are no marks
 */
export async function writeDocuments(all: string, summary: string): Promise<void> {
  const readme = readFileSync(README, 'utf8');
  if (!MARKS.test(readme)) throw new Error(`${README} has no place for the benchmark.`);
  await write(ALL, all);
  await write(
    README,
    readme.replace(MARKS, (_, start: string, end: string) => `${start}\n${summary}\n\n${end}`),
  );
}
