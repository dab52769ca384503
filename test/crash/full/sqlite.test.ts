import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {ownFolder, removeFolder} from '../../stores/servers.ts';
import {bundle} from '../bundle.ts';
import {killAtEachWrite} from '../kill-at-each-write.ts';
import {openMarket} from '../market.ts';
import {allRows, DOWNTIME_MS, rowsOf} from '../rows.ts';
import {CHANGED_ORDER, EARLIER_PAID, NEW_ORDER, ONE_OFF} from '../scenarios.ts';

const folder = ownFolder('crash-bundle-');
let program: string;
beforeAll(async () => {
  program = await bundle('shop', folder);
});
afterAll(() => removeFolder(folder));

describe.concurrent('A shop with SQLite that is killed', () => {
  it.for(allRows(['before', 'after']))('%s', async ([, {scenario, name, news, when}], {onTestFinished}) => {
    const market = await openMarket({name, program, downtimeMs: DOWNTIME_MS});
    onTestFinished(() => market.close());
    const plansFor = (write: number) => [{victim: 'shop', when, write} as const];
    expect(await killAtEachWrite(market, {scenario, news, plansFor})).toBeGreaterThan(5);
  });
});

const TWICE = rowsOf([
  {scenario: NEW_ORDER, name: 'monime', news: 'webhook', when: 'after'},
  {scenario: CHANGED_ORDER, name: 'paymongo', news: 'reconcile', when: 'before'},
  {scenario: EARLIER_PAID, name: 'monime', news: 'customer', when: 'before'},
]);

describe.concurrent('A shop with SQLite that is killed, and soon after its restart once more,', () => {
  const rows = TWICE.flatMap(([title, row]) =>
    [1, 2, 3].map((second) => [`${title}, then ${second}`, row, second] as const),
  );
  it.for(rows)('%s', async ([, {scenario, name, news, when}, second], {onTestFinished}) => {
    const market = await openMarket({name, program, downtimeMs: DOWNTIME_MS});
    onTestFinished(() => market.close());
    const plansFor = (write: number) => [
      {victim: 'shop', when, write} as const,
      {victim: 'shop', when, write: second} as const,
    ];
    expect(await killAtEachWrite(market, {scenario, news, plansFor})).toBeGreaterThan(10);
  });
});

describe.concurrent('A shop with SQLite that is killed and restarted at once', () => {
  it.for(
    rowsOf([
      {scenario: NEW_ORDER, name: 'monime', news: 'webhook', when: 'after'},
      {scenario: NEW_ORDER, name: 'paymongo', news: 'customer', when: 'before'},
      {scenario: ONE_OFF, name: 'paymongo', news: 'reconcile', when: 'after'},
      {scenario: CHANGED_ORDER, name: 'paymongo', news: 'webhook', when: 'before'},
    ]),
  )('%s', async ([, {scenario, name, news, when}], {onTestFinished}) => {
    const market = await openMarket({name, program, downtimeMs: 0});
    onTestFinished(() => market.close());
    const plansFor = (write: number) => [{victim: 'shop', when, write} as const];
    expect(await killAtEachWrite(market, {scenario, news, plansFor})).toBeGreaterThan(5);
  });
});
