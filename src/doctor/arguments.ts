import {parseArgs} from 'node:util';
import {parseUrl} from '../core/hosted-url.ts';
import {looksSecret} from '../core/secret.ts';
import {isSessionId} from '../core/session.ts';
import type {DoctorOptions} from './check-context.ts';

export const DOCTOR_HELP = `Usage: monime-checkout doctor <url> [options]

Looks at a checkout endpoint from outside, as the widget, a customer who comes
back, a webhook and a stranger do, and says what to mend. About thirty requests;
without --create it asks for no session, and nothing is ever paid.

  <url>                     Where the endpoint is mounted: https://shop.example/checkout

Options:
  --session <id>            A session of yours, scs-… or cs_…: its answer and its
                            hosted page are looked at too
  --origin <origin>         Where the page with the widget is, if not on the
                            endpoint's own origin: https://page.example
  --create <json>           What your page sends to have a session created: makes a
                            real session, and more where strangers are let in too
  --allowed-hosts <hosts>   As on the element, for hosted pages on other hosts
  --json                    Print JSON
  --help                    Show this help

With MONIME_CHECKOUT_WEBHOOK_SECRET in the environment, signed news of a session
that does not exist is sent to the webhook.

Exit code: 0 nothing to mend, 1 something to mend, 2 the command cannot be.

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
  if (text === undefined) throw new UsageError('say which endpoint: https://shop.example/checkout');
  if (others.length > 0) throw new UsageError('look at one endpoint at a time');
  const url = parseUrl(text);
  if (!url || !/^https?:$/.test(url.protocol)) throw new UsageError('the URL must begin with https:// or http://');
  if (url.username || url.password || url.search || url.hash) {
    throw new UsageError('the URL must have no user name, query or fragment');
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

function parseOrigin(text: string): string {
  const url = parseUrl(text);
  if (!url || url.origin !== text)
    throw new UsageError('--origin must be an origin without a path: https://page.example');
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
    throw new UsageError(`--create must be JSON: '{"cart":"c-77"}'`);
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
      'one of the arguments looks like a secret key: commands are kept in histories, and the doctor needs none',
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
