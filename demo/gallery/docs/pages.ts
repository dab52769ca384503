import {html, raw} from 'hono/html';
import type {Html} from '../../pages/layout.ts';
import {galleryLayout} from '../pages/layout.ts';
import {documents, readDocument} from './documents.ts';
import {renderMarkdown} from './markdown.ts';

/** A page with fewer sections is seen at a glance. */
const FEW = 3;

function docPage(file: string): Html {
  const {title, body, sections} = renderMarkdown(readDocument(file), file);
  const isIndex = file === 'docs/README.md';
  return galleryLayout({
    title,
    path: '/gallery/docs',
    widget: false,
    main: html`${isIndex ? '' : html`<p class="back"><a href="/gallery/docs">All documents</a></p>`}
      ${
        isIndex || sections.length <= FEW
          ? ''
          : html`<details class="sections">
              <summary>On this page</summary>
              <ul>
                ${sections.map((section) => html`<li><a href="#${section.anchor}">${section.title}</a></li>`)}
              </ul>
            </details>`
      }
      <article class="document">${raw(body)}</article>`,
  });
}

/** Every document's page, by its path; read anew each time it is asked for. */
export function docPages(): ReadonlyMap<string, () => Html> {
  return new Map([...documents()].map(([path, file]) => [path, () => docPage(file)]));
}
