import {type Arguments, HELP, readArguments, UsageError} from './arguments.ts';
import {examine, type Looked} from './examine.ts';
import {print} from './print.ts';

function isIll(looked: readonly Looked[]): boolean {
  return looked.some(({findings}) => findings.some(({level}) => level === 'error'));
}

function report({visit, json}: Arguments, looked: readonly Looked[]): string {
  const {base, origin, session} = visit;
  if (json) return `${JSON.stringify({url: base, origin, session, ok: !isIll(looked), checks: looked}, null, 2)}\n`;
  const {isTTY, columns} = process.stdout;
  const width = Math.min(columns ?? 100, 100);
  return print(base, looked, {width, colour: isTTY === true && !process.env['NO_COLOR']});
}

/** The command `doctor`. */
export async function runDoctor(args: string[]): Promise<void> {
  try {
    const read = readArguments(args, process.env);
    if (!read) {
      process.stdout.write(HELP);
      return;
    }
    const looked = await examine(read.visit);
    process.stdout.write(report(read, looked));
    process.exitCode = isIll(looked) ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`monime-checkout: ${error.message}\nTry monime-checkout doctor --help\n`);
    process.exitCode = 2;
  }
}
