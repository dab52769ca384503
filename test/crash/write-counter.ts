import {once} from 'node:events';
import type {Store} from '../../src/server/index.ts';
import type {KillPlan} from './config.ts';

/** Counts a shop's writes, and ends the shop or its database at one of them. */
export class WriteCounter {
  #count = 0;
  #plan: KillPlan | null;

  constructor(plan: KillPlan | null) {
    this.#plan = plan;
  }

  /** Counts from 1 again. */
  restart(plan: KillPlan | null): void {
    this.#count = 0;
    this.#plan = plan;
  }

  async run<T>(write: () => T | Promise<T>): Promise<T> {
    this.#count += 1;
    const plan = this.#plan?.write === this.#count ? this.#plan : null;
    if (plan?.when === 'before') await kill(plan);
    const [result] = await Promise.all([write(), plan?.when === 'during' && kill(plan)]);
    if (plan?.when === 'after') await kill(plan);
    return result;
  }

  countPuts(store: Store): Store {
    return {...store, put: (...args) => this.run(() => store.put(...args))};
  }
}

async function kill({victim}: KillPlan): Promise<void> {
  if (victim === 'shop') process.kill(process.pid, 'SIGKILL');
  const answered = once(process, 'message');
  process.send?.('kill Redis');
  await answered;
}
