import {createCheckout} from '../../src/server/create-checkout.ts';
import {exhaust, replay} from './exhaust.ts';
import {hunt, shrink} from './hunt.ts';
import {runSeed} from './run.ts';
import {SCENARIOS} from './scenarios.ts';

/** What a bundle with the server half in it offers to the commands. */
export const engine = {start: createCheckout, hunt, shrink, runSeed, exhaust, replay, SCENARIOS};
export type Engine = typeof engine;
