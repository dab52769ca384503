import {Lazy} from '../dom/lazy.ts';

/** Download stage 2: draws the order. Requested together with the session. */
export const orderCardModule = new Lazy('order-card', () => import('../order-card/index.ts'));

/** Download stage 3: surfaces and outcome tracking. Loaded when idle, or when a payment starts. */
export const flowModule = new Lazy('flow', () => import('../flow/index.ts'));

/** Finds the session that a customer returns from. Only elements with `resume` need it. */
export const returnedTargetModule = new Lazy('returned-target', () => import('./returned-target.ts'));

/** Reads the JSON of the providers, with zod. A normalized session does not need it. */
export const readSessionModule = new Lazy('read-session', () => import('../../providers/read-session.ts'));

/** Creates the session on a click, for elements with `createSession`. Loaded when idle, or on the click. */
export const clickSessionModule = new Lazy('click-session', () => import('./click-session.ts'));
