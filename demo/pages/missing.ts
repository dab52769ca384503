import {html} from 'hono/html';
import {type Html, layout} from './layout.ts';

export function missingPage(): Html {
  return layout({
    title: 'Not found',
    shop: null,
    main: html`<h1>There is no such page</h1>
      <p><a class="button" href="/">To the shops</a></p>`,
  });
}
