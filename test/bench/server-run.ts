import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout} from 'node:timers/promises';
import {ask, type Child, kill, start} from './server-child.ts';
import type {StoreName} from './server-connect.ts';
import {Fleet} from './server-fleet.ts';
import type {ProviderCommand, ProviderConfig, ProviderReport} from './server-provider.ts';
import {PAID_EVERY, paymentTimes, type Scenario} from './server-scenario.ts';
import type {ShopCommand, ShopConfig} from './server-shop.ts';
import {type RunningStore, startStore} from './server-store.ts';
import {openWidgets, type Seen} from './server-widgets.ts';

/** What is measured in one run. */
export interface Run {
  name: string;
  kind: ShopConfig['kind'];
  processes: number;
  store: StoreName;
  hasWebhooks: boolean;
  /** What is killed in the middle. */
  kills: 'process' | 'store' | null;
}

export interface Measured {
  run: Run;
  seen: Seen;
  provider: ProviderReport;
  /** Processor's time of all processes, in milliseconds; NaN if one was killed. */
  cpuMs: number;
  /** Keys that the hook was called with, oldest first: in the run, and after `reconcile`. */
  told: {inTime: string[]; all: string[]};
}

export async function measure(run: Run, scenario: Scenario): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-server-'));
  const hookLog = join(folder, 'hooks.log');
  writeFileSync(hookLog, '');
  const children: Child[] = [];
  const begin = async (file: string, config: object): Promise<Child> => {
    const child = await start(file, config);
    children.push(child);
    return child;
  };
  const store = await startStore(run.store);
  try {
    const {hasWebhooks} = run;
    const provider = await begin('./server-provider.ts', {hasWebhooks} satisfies ProviderConfig);
    const config: ShopConfig = {
      kind: run.kind,
      providerOrigin: provider.origin,
      store: store.target,
      hasWebhooks,
      hookLog,
    };
    const shops = await Promise.all(Array.from({length: run.processes}, () => begin('./server-shop.ts', config)));
    return await simulate({run, scenario, store, provider, shops, hookLog});
  } finally {
    await Promise.all(children.map(kill));
    await store.stop();
    rmSync(folder, {recursive: true, force: true});
  }
}

interface Place {
  run: Run;
  scenario: Scenario;
  store: RunningStore;
  provider: Child;
  shops: readonly Child[];
  hookLog: string;
}

async function simulate({run, scenario, store, provider, shops, hookLog}: Place): Promise<Measured> {
  const [first] = shops;
  if (!first) throw new Error('There must be a process.');
  const askProvider = <Answer>(command: ProviderCommand) => ask<Answer>(provider, command);
  const askShop = <Answer>(shop: Child, command: ShopCommand) => ask<Answer>(shop, command);
  const hookCalls = () => readFileSync(hookLog, 'utf8').split('\n').slice(0, -1);
  const cpu = async () => {
    const times = await Promise.all(shops.map((shop) => askShop<number>(shop, {type: 'cpu'})));
    return times.reduce((sum, time) => sum + time, 0);
  };

  const sessions = await askShop<string[]>(first, {type: 'create', sessions: scenario.sessions});
  const paid = sessions.filter((_, index) => index % PAID_EVERY === 0);
  const times = paymentTimes(scenario);
  const payments = paid.map((id, index) => ({id, at: times[index] ?? 0}));
  const fleet = new Fleet(shops.map(({origin}) => origin));
  const cpuBefore = await cpu();
  await askProvider({type: 'start', payments, shops: fleet.origins});

  async function killInTheMiddle(): Promise<void> {
    await setTimeout(scenario.seconds * 500);
    if (run.kills === 'store') await store.restart?.();
    const victim = run.kills === 'process' ? shops.at(-1) : undefined;
    if (!victim) return;
    await kill(victim);
    fleet.remove(victim.origin);
    await askProvider({type: 'shops', shops: fleet.origins});
  }

  const [seen] = await Promise.all([openWidgets(scenario, sessions, fleet), killInTheMiddle()]);
  const cpuMs = run.kills === 'process' ? Number.NaN : (await cpu()) - cpuBefore;
  const inTime = hookCalls();
  const report = await askProvider<ProviderReport>({type: 'report'});
  if (run.kind === 'checkout') await askShop(first, {type: 'reconcile'});
  return {run, seen, provider: report, cpuMs, told: {inTime, all: hookCalls()}};
}
