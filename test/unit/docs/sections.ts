/** The sections of a page under headings of this depth, by heading as its anchor is written. */
export function sectionsOf(page: string, depth: number): Map<string, string> {
  const heading = new RegExp(`^#{${depth}} (.+)\\n((?:(?!#{1,${depth}} ).*\\n)*)`, 'gm');
  return new Map([...page.matchAll(heading)].map(([, title = '', text = '']) => [title.replaceAll('`', ''), text]));
}
