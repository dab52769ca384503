import {createCheckout} from '../../src/server/create-checkout.ts';
import {runShard} from './day/shard.ts';
import {exhaust, replay} from './exhaust.ts';
import {hunt, shrink} from './hunt.ts';
import {runSeed} from './run.ts';
import {SCENARIOS} from './scenarios.ts';

/** What a bundle with the server half in it offers to the commands. */
export const engine = {start: createCheckout, hunt, shrink, runSeed, exhaust, replay, SCENARIOS, runShard};
export type Engine = typeof engine;
