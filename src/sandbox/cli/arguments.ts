import {isIP} from 'node:net';
import {parseArgs} from 'node:util';
import type {ProviderName} from '../../core/session.ts';
import type {SandboxOptions} from '../options.ts';
import {readOrigin} from '../origin.ts';
import {DOCUMENTED_LIMITS, initialSwitches, patchSwitches, type Switches, type SwitchesPatch} from '../switches.ts';
import {fail} from './fail.ts';

export const HELP = `Usage: monime-checkout sandbox [options]

Runs Monime and PayMongo on this machine: their checkout APIs, payment pages and
webhooks, and a dashboard to make anything happen to a session. No money moves.

Options:
  --port <number>           Port to listen on, 0 for any free one (default: 4010)
  --host <address>          Address to listen on (default: 127.0.0.1, this machine
                            alone); 0.0.0.0 in a container
  --origin <url>            Origin of the links to payment pages, such as
                            http://sandbox:4010 (default: that of the request)
  --provider <name>         Serve monime or paymongo alone (default: both)
  --state <file>            Keep the sessions in a file, over a restart
  --seed <number>           Make the same ids and times on every run
  --latency <ms>            Wait before every answer
  --webhook-url <url>       Send the provider's events to this address
  --webhook-secret <text>   Sign them with this secret (default: the sandbox's own)
  --switch <name>=<value>   Turn a switch, such as monime.framing=refused or
                            paymongo.cors=false; may be given more than once
  --help                    Show this help

Rate limits are the providers' own for test keys; --switch monime.endpointLimit=1
turns one down, null turns it off. --switch sandbox.anyTestKey=true accepts any
test key; live keys are always refused.

Examples:
  monime-checkout sandbox
  monime-checkout sandbox --provider monime --webhook-url http://localhost:3000/checkout/webhooks
  monime-checkout sandbox --seed 1 --switch monime.returnMethod=get
`;

const options = {
  port: {type: 'string', default: '4010'},
  host: {type: 'string', default: '127.0.0.1'},
  origin: {type: 'string'},
  provider: {type: 'string'},
  state: {type: 'string'},
  seed: {type: 'string'},
  latency: {type: 'string'},
  'webhook-url': {type: 'string'},
  'webhook-secret': {type: 'string'},
  switch: {type: 'string', multiple: true},
  help: {type: 'boolean', default: false},
} as const;

/** Parsed arguments of the command `sandbox`. */
export interface SandboxArguments {
  port: number;
  /** IP address or host name to listen on. */
  host: string;
  stateFile: string | null;
  sandbox: SandboxOptions;
}

function readSwitches(patches: unknown[]): SwitchesPatch {
  return patches.reduce<Switches>(patchSwitches, initialSwitches(DOCUMENTED_LIMITS));
}

function parseOptions(args: string[]) {
  try {
    return parseArgs({args, options}).values;
  } catch (error) {
    // First sentence only: Node goes on to explain how to pass a positional argument that begins with a dash.
    return fail(error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error));
  }
}

function wholeNumber(name: string, text: string, max = Number.MAX_SAFE_INTEGER): number {
  const number = /^\d+$/.test(text) ? Number(text) : -1;
  const upTo = max < Number.MAX_SAFE_INTEGER ? ` from 0 to ${max}` : '';
  return number >= 0 && number <= max ? number : fail(`--${name} ${text} is invalid: use a whole number${upTo}`);
}

function readHost(text: string): string {
  if (isIP(text) !== 0 || /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(text)) return text;
  return fail(`--host ${text} is invalid: use an address without a port, such as 0.0.0.0`);
}

function readProvider(text: string | undefined): ProviderName | undefined {
  if (text === undefined || text === 'monime' || text === 'paymongo') return text;
  return fail(`--provider ${text} is unknown: use monime or paymongo`);
}

function parseSwitchValue(text: string): unknown {
  return /^(true|false|null|\d+(\.\d+)?)$/.test(text) ? JSON.parse(text) : text;
}

function parseSwitch(text: string): Record<string, Record<string, unknown>> {
  const [, group = '', name = '', value = ''] =
    /^(\w+)\.(\w+)=(.*)$/.exec(text) ?? fail(`--switch ${text} is invalid: write it as monime.framing=refused`);
  return {[group]: {[name]: parseSwitchValue(value)}};
}

/** Parses the command's arguments; null for `--help`. Exits with an error message if they are invalid, or throws it. */
export function readSandboxArguments(args: string[]): SandboxArguments | null {
  const values = parseOptions(args);
  if (values.help) return null;
  const provider = readProvider(values.provider);
  const url = values['webhook-url'];
  const secret = values['webhook-secret'];
  if (secret !== undefined && url === undefined) fail('--webhook-secret needs a --webhook-url');
  const endpoint = url === undefined ? undefined : {url, ...(secret !== undefined && {secret})};
  return {
    port: wholeNumber('port', values.port, 65_535),
    host: readHost(values.host),
    stateFile: values.state ?? null,
    sandbox: {
      ...(provider && {provider}),
      ...(values.origin !== undefined && {origin: readOrigin(values.origin)}),
      ...(values.seed !== undefined && {seed: wholeNumber('seed', values.seed)}),
      ...(endpoint && {webhooks: provider ? {[provider]: endpoint} : {monime: endpoint, paymongo: endpoint}}),
      switches: readSwitches([
        ...(values.latency === undefined ? [] : [{sandbox: {latency: wholeNumber('latency', values.latency)}}]),
        ...(values.switch ?? []).map(parseSwitch),
      ]),
    },
  };
}
