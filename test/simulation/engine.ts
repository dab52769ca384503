import {createCheckout} from '../../src/server/create-checkout.ts';
import {hunt, shrink} from './hunt.ts';
import {runSeed} from './run.ts';

/** What a bundle with the server half in it offers to the commands. */
export const engine = {start: createCheckout, hunt, shrink, runSeed};
export type Engine = typeof engine;
