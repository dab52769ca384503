import {readOptions} from './server-options.ts';
import {pretendPage} from './server-page.ts';
import {faultsOf, reportOf} from './server-report.ts';
import {type Results, resultsOf} from './server-results.ts';
import {measure} from './server-run.ts';
import {findDocument, writeReport} from './server-write.ts';

/** Measures the server half under many open widgets: see `readOptions` for what can be chosen. */
const {scenario, runs, write} = readOptions(process.argv.slice(2));
const file = write ? findDocument() : null;
pretendPage();

const all: Results[] = [];
for (const run of runs) {
  process.stderr.write(`${run.name} …\n`);
  const results = resultsOf(await measure(run, scenario));
  all.push(results);
  process.stderr.write(`${reportOf(scenario, [results])}\n\n`);
}
const report = reportOf(scenario, all);
console.log(report);
if (file !== null) await writeReport(file, report);
const faults = faultsOf(all);
for (const fault of faults) console.error(fault);
process.exit(faults.length > 0 ? 1 : 0);
