#!/usr/bin/env node
import {HELP} from './cli/arguments.ts';
import {fail} from './cli/fail.ts';
import {runSandbox} from './cli/run.ts';

const [command, ...args] = process.argv.slice(2);

if (command === undefined || command === '--help' || command === 'help') process.stdout.write(HELP);
else if (command === 'sandbox') runSandbox(args);
else fail(`there is no command "${command}"`);
