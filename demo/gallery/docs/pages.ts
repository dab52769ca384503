import {html, raw} from 'hono/html';
import type {Html} from '../../pages/layout.ts';
import {galleryLayout} from '../pages/layout.ts';
import {documents, readDocument} from './documents.ts';
import {type Rendered, renderMarkdown} from './markdown.ts';
import {SEARCH_INDEX} from './search-index.ts';

const searchForm = html`<form class="search" role="search" data-index="${SEARCH_INDEX}">
  <label>
    <span class="unseen">Search the docs</span>
    <input type="search" placeholder="Search the docs" autocomplete="off" spellcheck="false" />
  </label>
  <p class="quiet" role="status"></p>
  <ol hidden></ol>
</form>`;

/** Closed, as on a phone; `docs.js` opens it on a wide screen. */
function contents(sections: Rendered['sections']): Html {
  return html`<nav class="toc" aria-label="On this page">
    <details>
      <summary>On this page</summary>
      <ul>
        ${sections.map(
          ({level, anchor, title}) => html`<li class="level-${level}"><a href="#${anchor}">${title}</a></li>`,
        )}
      </ul>
    </details>
  </nav>`;
}

function docPage(file: string): Html {
  const {title, body, sections} = renderMarkdown(readDocument(file), file);
  return galleryLayout({
    title,
    path: '/gallery/docs',
    scripts: ['docs.js', 'search.js'],
    widget: false,
    main: html`${searchForm}
      <div class="page">
        ${file === 'docs/README.md' ? '' : html`<p class="back"><a href="/gallery/docs">All documents</a></p>`}
        ${sections.length > 0 ? contents(sections) : ''}
        <article class="document">${raw(body)}</article>
      </div>`,
  });
}

/** Every document's page, by its path; read anew each time it is asked for. */
export function docPages(): ReadonlyMap<string, () => Html> {
  return new Map([...documents()].map(([path, file]) => [path, () => docPage(file)]));
}
