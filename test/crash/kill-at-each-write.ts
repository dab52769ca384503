import type {KillPlan} from './config.ts';
import type {Market} from './market.ts';
import type {Scenario} from './scenarios.ts';
import {type News, Story} from './story.ts';

const MAX_WRITES = 100;

/**
 * Plays the scenario again and again, with a kill at the first write, the second … until none is left.
 * @param plansFor what is killed when the number of the write is this
 * @returns how many kills there were
 */
export async function killAtEachWrite(
  market: Market,
  {scenario, news, plansFor}: {scenario: Scenario; news: News; plansFor: (write: number) => KillPlan[]},
): Promise<number> {
  let kills = 0;
  for (let write = 1; write <= MAX_WRITES; write++) {
    await market.shop.plan(plansFor(write));
    const story = new Story(market, scenario.kind);
    try {
      await scenario.run(story, news);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`With a kill at write ${write}: ${reason}\nThe shop says: ${market.shop.errors}`, {cause});
    }
    if (story.kills === 0) return kills;
    kills += story.kills;
  }
  throw new Error(`There are more than ${MAX_WRITES} writes.`);
}
