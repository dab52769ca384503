import {Marked} from 'marked';
import {anchorMaker} from '../../../build/anchors.ts';
import {breakableWord, renderCodeSpan, renderText} from './code-spans.ts';
import {resolveLink} from './documents.ts';
import {renderPictures} from './pictures.ts';
import {renderTable} from './tables.ts';
import {textOf} from './text.ts';

export interface Rendered {
  title: string;
  /** HTML. */
  body: string;
  /** Headings of the second and third level. */
  sections: {level: number; anchor: string; title: string}[];
}

const escapes: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'};

/** Above a block of code; `docs.js` makes it work. */
const COPY = '<div class="copy"><span role="status"></span><button type="button">Copy</button></div>';

/** A page beside the documents: a reader of them is already there. */
const GALLERY_PATH = /^\/gallery(?:\/[\w-]+)*$/;

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => escapes[character] ?? '');
}

/**
 * Draws a document, with links to the gallery's other pages. What is too wide for a phone scrolls by itself.
 * @param file path of the document, from the package's root
 * @throws where HTML stands in it: it is shown as it is nowhere else
 */
export function renderMarkdown(markdown: string, file: string): Rendered {
  const anchorOf = anchorMaker();
  const sections: Rendered['sections'] = [];
  let title = file;
  const marked = new Marked({
    renderer: {
      heading(text, level) {
        const heading = textOf(text);
        const anchor = anchorOf(heading);
        if (level === 1) title = heading;
        if (level === 2 || level === 3) sections.push({level, anchor, title: heading});
        return `<h${level} id="${anchor}">${text}</h${level}>\n`;
      },
      link(href, _, text) {
        const url = resolveLink(href, file);
        return url === null ? text : `<a href="${escaped(url)}">${text === url ? breakableWord(text) : text}</a>`;
      },
      code: (code) => `<div class="listing">${COPY}<pre tabindex="0"><code>${escaped(code)}\n</code></pre></div>\n`,
      codespan: (code) =>
        GALLERY_PATH.test(code) ? `<a href="${code}">${renderCodeSpan(code)}</a>` : renderCodeSpan(code),
      text: renderText,
      table: renderTable,
      html(text) {
        if (/^<!--[^]*-->\s*$/.test(text)) return '';
        const pictures = renderPictures(text, file);
        if (pictures === null) throw new Error(`${file} has HTML in it: ${text}`);
        return pictures;
      },
    },
  });
  const body = String(marked.parse(markdown, {async: false}));
  return {title, body, sections};
}
