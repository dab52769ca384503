const EXCERPT_LENGTH = 150;
const BEFORE_HIT = 40;
const escapeRegExp = (text) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);

/** Patterns of the words of a query; "webhooks" finds "webhook" too. */
function patternsIn(query) {
  const words = query.match(/[^\s,;]+/g) ?? [];
  return words.map((word) => escapeRegExp(word).replace(/(?<=\w[^\Ws])s$/i, String.raw`(?:s|(?![\p{L}\p{N}]))`));
}

/** How well a word fits; 0 if it is not found. */
function pointsOf({begins, anywhere}, page, {title, text}) {
  const heading = title || page.title;
  const [hit] = heading.match(begins) ?? [];
  // Whole headings before those with more words, and the page before its sections.
  if (hit) return 12 + hit.length / heading.length + (title ? 0 : 0.5);
  const name = page.url.replace(/^.*\/|\.html$/g, '');
  if (`${page.title} ${name}`.match(begins)) return 6;
  const {length} = text.match(begins) ?? [];
  if (length) return 2 + length / (length + text.length / 1000);
  return `${heading} ${text}`.match(anywhere) ? 1 : 0;
}

/** Text around the first hit, in pieces: every second one is a hit. */
function excerptOf(text, hits) {
  const at = Math.max(text.search(hits), 0);
  const start = at > BEFORE_HIT ? text.lastIndexOf(' ', at - BEFORE_HIT) + 1 : 0;
  const end = text.indexOf(' ', Math.max(at, start + EXCERPT_LENGTH));
  const excerpt = text.slice(start, end < 0 ? text.length : end);
  return `${start > 0 ? '… ' : ''}${excerpt}${end < 0 ? '' : ' …'}`.split(hits);
}

/** Sections with all words of the query, the best first. */
export function findSections(pages, query) {
  const words = patternsIn(query);
  if (words.length === 0) return [];
  const patterns = words.map((word) => ({
    begins: new RegExp(String.raw`(?<![\p{L}\p{N}])${word}`, 'giu'),
    anywhere: new RegExp(word, 'iu'),
  }));
  const phrase = new RegExp(words.join(String.raw`\s+`), 'iu');
  const hits = new RegExp(`(${words.join('|')})`, 'iu');
  return pages
    .flatMap((page) => page.sections.map((section) => ({page, section})))
    .map(({page, section}) => {
      const points = patterns.map((pattern) => pointsOf(pattern, page, section));
      const more = phrase.test(section.text) ? 3 : 0;
      return {page, section, points: points.includes(0) ? 0 : points.reduce((sum, next) => sum + next, more)};
    })
    .filter(({points}) => points > 0)
    .toSorted((a, b) => b.points - a.points)
    .map(({page, section}) => ({
      page: page.title,
      title: section.title,
      url: section.anchor ? `${page.url}#${section.anchor}` : page.url,
      excerpt: excerptOf(section.text, hits),
    }));
}
