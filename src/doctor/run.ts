import {DOCTOR_HELP, type DoctorArguments, readDoctorArguments, UsageError} from './arguments.ts';
import {type CheckReport, examine} from './examine.ts';
import {formatReport} from './format-report.ts';

function hasErrors(reports: readonly CheckReport[]): boolean {
  return reports.some(({findings}) => findings.some(({level}) => level === 'error'));
}

function output({options, json}: DoctorArguments, reports: readonly CheckReport[]): string {
  const {endpoint: url, origin, sessionId: session} = options;
  if (json) return `${JSON.stringify({url, origin, session, ok: !hasErrors(reports), checks: reports}, null, 2)}\n`;
  const {isTTY, columns} = process.stdout;
  const width = Math.min(columns ?? 100, 100);
  return formatReport(url, reports, {width, colour: isTTY === true && !process.env['NO_COLOR']});
}

/** Runs the command `monime-checkout doctor` and sets the exit code. */
export async function runDoctor(args: string[]): Promise<void> {
  try {
    const parsed = readDoctorArguments(args, process.env);
    if (!parsed) {
      process.stdout.write(DOCTOR_HELP);
      return;
    }
    const reports = await examine(parsed.options);
    process.stdout.write(output(parsed, reports));
    process.exitCode = hasErrors(reports) ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`monime-checkout: ${error.message}\nTry monime-checkout doctor --help\n`);
    process.exitCode = 2;
  }
}
