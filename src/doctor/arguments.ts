import {parseArgs} from 'node:util';
import {parseUrl} from '../core/hosted-url.ts';
import {looksSecret} from '../core/secret.ts';
import {isSessionId} from '../core/session.ts';
import type {DoctorOptions} from './check-context.ts';

export const DOCTOR_HELP = `Usage: monime-checkout doctor <url> [options]

Checks a checkout endpoint from outside and says how to fix what it finds. Sends
about thirty requests, like those of the widget, a returning customer, a webhook
and an attacker. Creates no session without --create, and never pays.

  <url>                     URL of the endpoint: https://shop.example/checkout

Options:
  --session <id>            Also check this session (scs-… or cs_…), its response
                            and its hosted page
  --origin <origin>         Origin of the page with the widget, if it differs from
                            the endpoint's: https://page.example
  --create <json>           What your page sends to create a session. Creates a real
                            session, or several if the endpoint accepts other sites
  --allowed-hosts <hosts>   As on the element, for hosted pages on other hosts
  --json                    Print JSON
  --help                    Show this help

If the environment variable MONIME_CHECKOUT_WEBHOOK_SECRET is set, also sends
signed webhooks about a session that does not exist.

Exit code: 0 no errors, 1 errors, 2 invalid command line.

Examples:
  monime-checkout doctor http://localhost:3000/checkout
  monime-checkout doctor https://shop.example/checkout --session scs-… --origin https://page.example
`;

/** The widget's own limit for one request. */
const RESPONSE_TIMEOUT_MS = 10_000;

const PARSE_OPTIONS = {
  session: {type: 'string'},
  origin: {type: 'string'},
  create: {type: 'string'},
  'allowed-hosts': {type: 'string', default: ''},
  json: {type: 'boolean', default: false},
  help: {type: 'boolean', default: false},
} as const;

export interface DoctorArguments {
  options: DoctorOptions;
  json: boolean;
}

/** An invalid argument. The message says what to write instead and never repeats a value, which may be a secret. */
export class UsageError extends Error {}

function parseCommandLine(args: string[]) {
  try {
    return parseArgs({args, options: PARSE_OPTIONS, allowPositionals: true});
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(message.split('. ')[0] ?? message);
  }
}

function parseEndpoint([text, ...others]: string[]): string {
  if (text === undefined) throw new UsageError('name an endpoint, such as https://shop.example/checkout');
  if (others.length > 0) throw new UsageError('name only one endpoint');
  const url = parseUrl(text);
  if (!url || !/^https?:$/.test(url.protocol)) throw new UsageError('the URL must start with https:// or http://');
  if (url.username || url.password || url.search || url.hash) {
    throw new UsageError('the URL must have no user name, query or fragment');
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

function parseOrigin(text: string): string {
  const url = parseUrl(text);
  if (!url || url.origin !== text)
    throw new UsageError('--origin must be an origin without a path, such as https://page.example');
  return text;
}

function parseSessionId(text: string): string {
  if (!isSessionId(text)) throw new UsageError('--session must be the id of a session: scs-… or cs_…');
  return text;
}

function parseCreateBody(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw new UsageError(`--create must be JSON, such as '{"cart":"c-77"}'`);
  }
}

/**
 * Parses the arguments of `monime-checkout doctor`.
 * @returns null if help was requested
 * @throws {UsageError} if an argument is invalid or looks like a secret key
 */
export function readDoctorArguments(args: string[], env: NodeJS.ProcessEnv): DoctorArguments | null {
  const {values, positionals} = parseCommandLine(args);
  if (values.help) return null;
  if (args.some(looksSecret)) {
    throw new UsageError(
      'an argument looks like a secret key: remove it, because the doctor needs none and shells store commands',
    );
  }
  const base = parseEndpoint(positionals);
  return {
    json: values.json,
    options: {
      endpoint: base,
      origin: values.origin === undefined ? new URL(base).origin : parseOrigin(values.origin),
      sessionId: values.session === undefined ? null : parseSessionId(values.session),
      createBody: values.create === undefined ? null : parseCreateBody(values.create),
      allowedHosts: values['allowed-hosts'].split(/\s+/).filter(Boolean),
      webhookSecret: env['MONIME_CHECKOUT_WEBHOOK_SECRET'] || null,
      timeoutMs: RESPONSE_TIMEOUT_MS,
    },
  };
}
