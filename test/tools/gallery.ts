import type {RequestListener} from 'node:http';
import {getRequestListener} from '@hono/node-server';
import {serveStatic} from '@hono/node-server/serve-static';
import {Hono} from 'hono';
import {standInPage, statePage} from '../../demo/gallery/pages/state.ts';
import {stateAnswers} from '../../demo/gallery/state-answers.ts';
import {states} from '../../demo/gallery/states.ts';

/**
 * Serves the states of the gallery, drawn by the built widget, beside the test pages: there a test can look into them.
 * @param origin origin of the test pages, such as `http://localhost:8000`
 */
export function serveStates(origin: string): {handles(path: string): boolean; listener: RequestListener} {
  const app = new Hono();
  app.route('/gallery/endpoint', stateAnswers(origin));
  for (const state of states) app.get(`/gallery/state/${state.name}`, (c) => c.html(statePage(state)));
  app.get('/gallery/states.json', (c) => c.json(states));
  app.get('/gallery/stand-in', (c) => c.html(standInPage()));
  app.use('/public/*', serveStatic({root: 'demo'}));
  app.use('/widget/*', serveStatic({root: 'dist', rewriteRequestPath: (path) => path.replace('/widget', '')}));
  return {
    handles: (path) => /^\/(gallery|public|widget)\//.test(path),
    listener: getRequestListener(app.fetch),
  };
}
