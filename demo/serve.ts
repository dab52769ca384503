import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import type {ProviderKeys} from './checkouts.ts';
import type {Demo} from './start.ts';

const {env} = process;

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

function portOf(name: string, standard: number): number {
  const text = env[name] || String(standard);
  const port = /^\d+$/.test(text) ? Number(text) : -1;
  return port >= 0 && port <= 65_535 ? port : fail(`${name}=${text} is no port: use a number from 0 to 65535.`);
}

function readKeys(): ProviderKeys {
  const {MONIME_ACCESS_TOKEN: token, MONIME_SPACE_ID: spaceId, PAYMONGO_SECRET_KEY: secretKey} = env;
  if (Boolean(token) !== Boolean(spaceId)) fail('Monime needs both: MONIME_ACCESS_TOKEN and MONIME_SPACE_ID.');
  return {
    monime: token && spaceId ? {token, spaceId} : null,
    payMongo: secretKey ? {secretKey} : null,
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const {code, port} = Object.assign({code: '', port: 0}, error);
  return code === 'EADDRINUSE'
    ? `Port ${port} is taken, and so are those before it. Set PORT and SANDBOX_PORT to free ones.`
    : error.message;
}

function greeting({shopUrl, sandboxUrl}: Demo, keys: ProviderKeys, database: string): string {
  const through = (name: string, real: boolean) => (real ? `the real ${name}` : `${name}'s sandbox`);
  return `
The shops are open: ${shopUrl}

  Freetown   pays through ${through('Monime', keys.monime !== null)}
  Manila     pays through ${through('PayMongo', keys.payMongo !== null)}

In the sandbox no money moves. Pay there with
  Mobile Money   076 000 001 (076 000 002 is declined)
  Card           4343 4343 4343 4345 (5100 0000 0000 0198 is declined)
More numbers and all payments: ${sandboxUrl}

Orders are kept in ${database}.

Press Ctrl+C to stop.
`;
}

if (!existsSync(new URL('../dist/server.js', import.meta.url))) fail('Build the package first: npm run build');

const shopPort = portOf('PORT', 4000);
const sandboxPort = portOf('SANDBOX_PORT', 4010);
const keys = readKeys();
const database = env['DEMO_DATABASE'] || fileURLToPath(new URL('../.demo/shop.sqlite', import.meta.url));
// Imported late: without a build there is nothing that it could import.
const {startDemo} = await import('./start.ts');
try {
  const demo = await startDemo({shopPort, sandboxPort, keys, database, log: (line) => console.log(line)});
  console.log(greeting(demo, keys, database));
} catch (error) {
  fail(reasonOf(error));
}
