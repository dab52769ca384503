import {isLoopback} from '../../core/hosted-url.ts';
import {METHODS} from '../hosted/methods.ts';
import {resolveKeys} from '../keys.ts';
import type {SandboxOptions} from '../options.ts';
import {TEST_NUMBERS} from '../test-numbers.ts';

function section(title: string, rows: readonly (readonly [name: string, value: string])[]): string[] {
  return ['', title, ...rows.map(([name, value]) => `  ${name.padEnd(15)} ${value}`)];
}

/** Addresses that a browser on this machine reaches as `localhost`. */
const LOCAL_ADDRESSES: ReadonlySet<string> = new Set(['127.0.0.1', '0.0.0.0', '[::]']);

/**
 * Returns the text that the command prints once the sandbox listens.
 * @param host address that it listens on
 */
export function greeting(host: string, port: number, options: SandboxOptions): string {
  const urlHost = host.includes(':') ? `[${host}]` : host;
  const defaultOrigin = `http://${LOCAL_ADDRESSES.has(urlHost) ? 'localhost' : urlHost}:${port}`;
  const {provider, webhooks, origin = defaultOrigin} = options;
  const {monime, paymongo} = resolveKeys(options);
  const numbers = TEST_NUMBERS.flatMap(([method, list]) =>
    list.map(({number, effect}) => `  ${METHODS[method].label.padEnd(15)} ${number.padEnd(20)} ${effect}`),
  );
  const lines = [`Sandbox on ${origin} (no money moves)`];
  if (!isLoopback(urlHost)) {
    lines.push(`Listens on ${host}: everyone who reaches port ${port} can use it.`);
  }
  if (provider !== 'paymongo') {
    lines.push(
      ...section('Monime', [
        ['API', `${origin}/monime`],
        ['token', monime.token],
        ['space', monime.spaceId],
        ['webhook secret', monime.webhookSecret],
      ]),
    );
  }
  if (provider !== 'monime') {
    lines.push(
      ...section('PayMongo', [
        ['API', `${origin}/paymongo`],
        ['secret key', paymongo.secretKey],
        ['public key', paymongo.publicKey],
        ['webhook secret', paymongo.webhookSecret],
      ]),
    );
  }
  const url = webhooks?.monime?.url ?? webhooks?.paymongo?.url;
  lines.push(...section('Dashboard', [['sessions', `${origin}/`]]));
  if (url !== undefined)
    lines.push(
      ...section('Webhooks', [
        ['to', url],
        ['deliveries', `${origin}/webhooks`],
      ]),
    );
  return [...lines, '', 'Test numbers', ...numbers, '', 'Press Ctrl+C to stop.', ''].join('\n');
}
