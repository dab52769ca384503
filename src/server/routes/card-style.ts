import style from 'virtual:card-style';
import {readColour} from '../../core/colour.ts';
import {cardStylesheet} from '../rendering/card-stylesheet.ts';
import type {RoutesApp} from './routes-app.ts';

/** Adds the route of the style that a rendered card links to. Its URL names the style, so browsers may keep it. */
export function addCardStyleRoute(app: RoutesApp): void {
  app.get('/card/:hash/:file{[a-z0-9]+\\.css}', (c) => {
    const {hash, file} = c.req.param();
    const [name = ''] = file.split('.');
    const accent = readColour(`#${name}`);
    if (accent === null && name !== 'theme') return c.notFound();
    return c.body(cardStylesheet(accent), 200, {
      'Content-Type': 'text/css; charset=utf-8',
      'X-Content-Type-Options': 'nosniff',
      // A page of another version of this package may ask for its own style.
      'Cache-Control': hash === style.hash ? 'public, max-age=31536000, immutable' : 'no-store',
      'Cross-Origin-Resource-Policy': 'cross-origin',
    });
  });
}
