import {documents, readDocument} from './documents.ts';
import {renderMarkdown} from './markdown.ts';
import {textOf} from './text.ts';

/** Path of the index, which `search.js` loads when it is first needed. */
export const SEARCH_INDEX = '/gallery/docs/search.json';

export interface IndexedPage {
  title: string;
  url: string;
  sections: IndexedSection[];
}

/** What follows a heading, up to the next one that the table of contents has. */
interface IndexedSection {
  /** Empty for the beginning of a page. */
  title: string;
  anchor: string;
  /** Plain text, on one line. */
  text: string;
}

/**
 * Everything that the search of the documents looks through, in the order of the documents.
 * @param urlOf URL of the page at a path, as seen from the file of the index
 */
export function searchIndex(urlOf: (path: string) => string): IndexedPage[] {
  return [...documents()].map(([path, file]) => {
    const {title, body, sections} = renderMarkdown(readDocument(file), file);
    const [start = '', ...rest] = body.split(/^<h[23] id=.*<\/h[23]>$/m);
    const beginning = {title: '', anchor: '', text: textOf(start.replace(/<h1.*<\/h1>/, ''))};
    return {
      title,
      url: urlOf(path),
      sections: [
        beginning,
        ...sections.map(({title, anchor}, index) => ({title, anchor, text: textOf(rest[index] ?? '')})),
      ],
    };
  });
}
