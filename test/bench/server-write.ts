import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {format, resolveConfig} from 'prettier';

const FILES = ['docs/scaling.md', 'docs/benchmark.md'];
const MARKS = /(<!-- bench:server -->\n)[^]*?(<!-- \/bench:server -->)/;

/**
 * Returns the document that has the marks for the tables.
 * @throws if none has
 */
export function findDocument(): string {
  const file = FILES.find((name) => existsSync(name) && MARKS.test(readFileSync(name, 'utf8')));
  if (file === undefined) throw new Error(`There are no marks for the benchmark in ${FILES.join(' or ')}.`);
  return file;
}

/** Writes the tables between the document's marks. */
export async function writeReport(file: string, report: string): Promise<void> {
  const markdown = readFileSync(file, 'utf8').replace(MARKS, (_, start: string, end: string) => {
    return `${start}\n${report}\n\n${end}`;
  });
  writeFileSync(file, await format(markdown, {...(await resolveConfig(file)), parser: 'markdown'}));
}
