import type {Hono} from 'hono';
import type {WaitUntil} from '../orders/settlement.ts';

/** What `fetch` gets beside the request. */
export interface RoutesEnv {
  Bindings: {waitUntil?: WaitUntil | undefined};
}

/** The app that the routes are added to. */
export type RoutesApp = Hono<RoutesEnv>;
