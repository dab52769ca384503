const characters: Readonly<Record<string, string>> = {amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'"};

/** What a reader sees of drawn Markdown, on one line. */
export function textOf(html: string): string {
  return html
    .replaceAll(/<button.*?<\/button>/g, '')
    .replaceAll(/<\/?(?:code|em|strong|a|del|span|wbr)\b[^>]*>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(#?\w+);/g, (entity, name: string) => characters[name] ?? entity)
    .replaceAll(/\s+/g, ' ')
    .trim();
}
