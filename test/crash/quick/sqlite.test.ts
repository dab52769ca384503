import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {ownFolder, removeFolder} from '../../stores/servers.ts';
import {bundle} from '../bundle.ts';
import {killAtEachWrite} from '../kill-at-each-write.ts';
import {openMarket} from '../market.ts';
import {DOWNTIME_MS, rowsOf} from '../rows.ts';
import {CHANGED_ORDER, EARLIER_PAID, NEW_ORDER, ONE_OFF} from '../scenarios.ts';

const folder = ownFolder('crash-bundle-');
let program: string;
beforeAll(async () => {
  program = await bundle('shop', folder);
});
afterAll(() => removeFolder(folder));

/** A fixed part of what `full` plays. */
const ROWS = rowsOf([
  {scenario: NEW_ORDER, name: 'monime', news: 'webhook', when: 'before'},
  {scenario: CHANGED_ORDER, name: 'paymongo', news: 'customer', when: 'after'},
  {scenario: ONE_OFF, name: 'paymongo', news: 'reconcile', when: 'before'},
  {scenario: EARLIER_PAID, name: 'monime', news: 'webhook', when: 'before'},
]);

describe.concurrent('A shop with SQLite that is killed', () => {
  it.for(ROWS)('%s', async ([, {scenario, name, news, when}], {onTestFinished}) => {
    const market = await openMarket({name, program, downtimeMs: DOWNTIME_MS});
    onTestFinished(() => market.close());
    const plansFor = (write: number) => [{victim: 'shop', when, write} as const];
    expect(await killAtEachWrite(market, {scenario, news, plansFor})).toBeGreaterThan(5);
  });
});
