import {closeSync, openSync} from 'node:fs';
import {join} from 'node:path';
import type {ProviderName} from '../../src/core/session.ts';
import {freePort} from '../server/free-port.ts';
import {ownFolder, removeFolder} from '../stores/servers.ts';
import type {StoreTarget} from './config.ts';
import {Provider} from './provider.ts';
import {ShopProcess} from './shop-process.ts';

/** A shop and its provider. */
export interface Market {
  name: ProviderName;
  shop: ShopProcess;
  provider: Provider;
  close(): void;
}

export interface MarketOptions {
  name: ProviderName;
  program: string;
  /** Default: SQLite in a file. */
  store?: StoreTarget | undefined;
  /** How far the clocks move while a killed shop is away, in milliseconds. */
  downtimeMs: number;
  killRedis?: (() => Promise<void>) | undefined;
}

export async function openMarket({name, program, store, downtimeMs, killRedis}: MarketOptions): Promise<Market> {
  const folder = ownFolder('crash-');
  const hookLog = join(folder, 'hooks.log');
  closeSync(openSync(hookLog, 'a'));
  const port = await freePort();
  const clock = {aheadMs: 0};
  const provider = await Provider.start(`http://127.0.0.1:${port}`, clock);
  const shop = new ShopProcess({
    config: {
      provider: name,
      providerOrigin: provider.origin,
      port,
      store: store ?? {kind: 'sqlite', file: join(folder, 'orders.db')},
      hookLog,
    },
    program,
    clock,
    downtimeMs,
    killRedis: killRedis ?? (() => Promise.reject(new Error('There is no Redis here.'))),
  });
  await shop.start();
  return {
    name,
    shop,
    provider,
    close() {
      shop.stop();
      provider.close();
      removeFolder(folder);
    },
  };
}
