import {Hono} from 'hono';
import {statePage, standInPage} from './pages/state.ts';
import {stateAnswers} from './state-answers.ts';
import {states} from './states.ts';

/** Paths of the pages that may stand in a frame of the gallery. */
export const FRAMED = /^\/gallery\/(state\/|stand-in$)/;

/**
 * The gallery's pages, and the endpoint of its states.
 * @param base where the demo's root is
 */
export function galleryRoutes(base: string): Hono {
  const app = new Hono();
  app.route('/endpoint', stateAnswers(base));
  for (const state of states) app.get(`/state/${state.name}`, (c) => c.html(statePage(state)));
  app.get('/stand-in', (c) => c.html(standInPage()));
  return app;
}
