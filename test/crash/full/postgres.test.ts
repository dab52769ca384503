import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {installDatabases, ownFolder, removeFolder, type Server, startPostgres} from '../../stores/servers.ts';
import {bundle} from '../bundle.ts';
import {killAtEachWrite} from '../kill-at-each-write.ts';
import {openMarket} from '../market.ts';
import {DOWNTIME_MS, rowsOf} from '../rows.ts';
import {CHANGED_ORDER, NEW_ORDER} from '../scenarios.ts';

const installed = await installDatabases(['PostgreSQL']);

describe.skipIf(!installed.includes('PostgreSQL'))('A shop with PostgreSQL that is killed', () => {
  const folder = ownFolder('crash-bundle-');
  let program: string;
  let server: Server;
  beforeAll(async () => {
    program = await bundle('shop', folder);
    server = await startPostgres();
  });
  afterAll(async () => {
    await server.stop();
    removeFolder(folder);
  });

  // One after the other: they share a table, and each begins by emptying it.
  it.for(
    rowsOf([
      {scenario: NEW_ORDER, name: 'paymongo', news: 'webhook', when: 'before'},
      {scenario: CHANGED_ORDER, name: 'monime', news: 'customer', when: 'after'},
    ]),
  )('%s', async ([, {scenario, name, news, when}], {onTestFinished}) => {
    const store = {kind: 'postgres', port: server.port} as const;
    const market = await openMarket({name, program, store, downtimeMs: DOWNTIME_MS});
    onTestFinished(() => market.close());
    const plansFor = (write: number) => [{victim: 'shop', when, write} as const];
    expect(await killAtEachWrite(market, {scenario, news, plansFor})).toBeGreaterThan(5);
  });
});
