import {writeFileSync} from 'node:fs';
import {format, resolveConfig} from 'prettier';
import {writeChart} from './chart.ts';

const RESULTS = 'docs/benchmark.md';

/**
 * Writes the results into the documents, and the README's chart from them.
 * @param all the whole page of the benchmark
 * @throws {Error} if the README has no marks
 */
export async function writeDocuments(all: string): Promise<void> {
  writeFileSync(RESULTS, await format(all, {...(await resolveConfig(RESULTS)), parser: 'markdown'}));
  await writeChart();
}
