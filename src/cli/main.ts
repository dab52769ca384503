#!/usr/bin/env node
import {runDoctor} from '../doctor/run.ts';
import {runSandbox} from '../sandbox/cli/run.ts';

const HELP = `Usage: monime-checkout <command> [options]

Commands:
  sandbox        Runs Monime and PayMongo on this machine; no money moves
  doctor <url>   Checks a checkout endpoint from outside and says how to fix it

monime-checkout <command> --help says more.
`;

const [command, ...args] = process.argv.slice(2);

if (command === undefined || command === '--help' || command === 'help') process.stdout.write(HELP);
else if (command === 'sandbox') runSandbox(args);
else if (command === 'doctor') await runDoctor(args);
else {
  process.stderr.write(`monime-checkout: there is no command "${command}"\nTry monime-checkout --help\n`);
  process.exitCode = 1;
}
