import type {IndexedPage} from '../../gallery/docs/search-index.ts';

export interface FoundSection {
  /** Title of its page. */
  page: string;
  /** Empty for the beginning of a page. */
  title: string;
  url: string;
  /** In pieces: every second one is a word of the query. */
  excerpt: string[];
}

export function findSections(pages: readonly IndexedPage[], query: string): FoundSection[];
