import {Hono} from 'hono';
import {billingPage} from './pages/billing.ts';
import {fallbackPage} from './pages/fallback.ts';
import {indexPage} from './pages/index.ts';
import {modesPage} from './pages/modes.ts';
import {playgroundPage} from './pages/playground.ts';
import {posterPage} from './pages/poster.ts';
import {standInPage, statePage} from './pages/state.ts';
import {statesPage} from './pages/states.ts';
import {thanksPage} from './pages/thanks.ts';
import type {createGalleryCheckouts} from './checkouts.ts';
import type {Html} from '../pages/layout.ts';
import {stateAnswers} from './state-answers.ts';
import {states} from './states.ts';

/** Paths of the pages that may stand in a frame of the gallery. */
export const FRAMED = /^\/gallery\/(state\/|stand-in$)/;

/** Every page of the gallery, by its path. */
export const galleryPages: ReadonlyMap<string, () => Html> = new Map([
  ['/gallery', indexPage],
  ['/gallery/billing', billingPage],
  ['/gallery/poster', posterPage],
  ['/gallery/fallback', fallbackPage],
  ['/gallery/modes', () => modesPage('monime')],
  ['/gallery/modes/paymongo', () => modesPage('paymongo')],
  ['/gallery/thanks/monime', () => thanksPage('monime')],
  ['/gallery/thanks/paymongo', () => thanksPage('paymongo')],
  ['/gallery/states', statesPage],
  ['/gallery/playground', playgroundPage],
  ...states.map((state) => [`/gallery/state/${state.name}`, () => statePage(state)] as const),
  ['/gallery/stand-in', standInPage],
]);

export interface GalleryOptions {
  /** URL of the demo's root, without the slash at its end. */
  base: string;
  /** Its path, without the slash at its end. */
  root?: string;
  checkouts: ReturnType<typeof createGalleryCheckouts>;
}

/** What the elements of the gallery ask: the server halves, and the endpoint of the states. */
export function galleryEndpoints({base, root = '', checkouts}: GalleryOptions): Hono {
  const app = new Hono();
  app.all(`${root}/gallery/checkout/monime/*`, ({req}) => checkouts.monime.fetch(req.raw));
  app.all(`${root}/gallery/checkout/paymongo/*`, ({req}) => checkouts.paymongo.fetch(req.raw));
  app.route(`${root}/gallery/endpoint`, stateAnswers(base));
  return app;
}
