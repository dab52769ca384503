import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {installDatabases, ownFolder, removeFolder} from '../../stores/servers.ts';
import {bundle} from '../bundle.ts';
import {DurableRedis} from '../durable-redis.ts';
import {killAtEachWrite} from '../kill-at-each-write.ts';
import {type Market, openMarket} from '../market.ts';
import {allRows, DOWNTIME_MS, type Row, rowsOf} from '../rows.ts';
import {CHANGED_ORDER, NEW_ORDER, ONE_OFF} from '../scenarios.ts';

const installed = await installDatabases(['Redis']);

describe.skipIf(!installed.includes('Redis')).concurrent('A shop with Redis', () => {
  const folder = ownFolder('crash-bundle-');
  let program: string;
  beforeAll(async () => {
    program = await bundle('shop', folder);
  });
  afterAll(() => removeFolder(folder));

  async function open({name}: Row, onTestFinished: (close: () => Promise<void>) => void): Promise<Market> {
    const redis = await DurableRedis.start();
    const market = await openMarket({
      name,
      program,
      store: {kind: 'redis', port: redis.port, prefix: 'crash'},
      downtimeMs: DOWNTIME_MS,
      killRedis: () => redis.kill(),
    });
    onTestFinished(async () => {
      market.close();
      await redis.close();
    });
    return market;
  }

  it.for(allRows(['before', 'during', 'after']))(
    'goes on when Redis is killed %s',
    async ([, row], {onTestFinished}) => {
      const market = await open(row, onTestFinished);
      const {scenario, news, when} = row;
      const plansFor = (write: number) => [{victim: 'Redis', when, write} as const];
      expect(await killAtEachWrite(market, {scenario, news, plansFor})).toBeGreaterThan(5);
    },
  );

  it.for(
    rowsOf([
      {scenario: NEW_ORDER, name: 'monime', news: 'webhook', when: 'before'},
      {scenario: ONE_OFF, name: 'monime', news: 'customer', when: 'after'},
      {scenario: CHANGED_ORDER, name: 'paymongo', news: 'reconcile', when: 'after'},
    ]),
  )('goes on when it is killed %s', async ([, row], {onTestFinished}) => {
    const market = await open(row, onTestFinished);
    const {scenario, news, when} = row;
    const plansFor = (write: number) => [{victim: 'shop', when, write} as const];
    expect(await killAtEachWrite(market, {scenario, news, plansFor})).toBeGreaterThan(5);
  });
});
