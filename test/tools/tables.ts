/**
 * What the tables of a Markdown text name, by the titles of their columns: the words in code style under each title.
 * A cell that says `(default)` names the empty word.
 */
export function tableWords(markdown: string): Map<string, string[]> {
  const words = new Map<string, string[]>();
  let titles: string[] = [];
  for (const line of markdown.split('\n')) {
    const row = cells(line);
    if (row.length === 0) titles = [];
    else if (titles.length === 0) titles = row;
    else
      row.forEach((cell, index) =>
        words.set(titles[index] ?? '', [...(words.get(titles[index] ?? '') ?? []), ...wordsOf(cell)]),
      );
  }
  return words;
}

function cells(line: string): string[] {
  const [, row] = /^\|(.*)\|$/.exec(line.trim()) ?? [];
  return row?.split('|').map((cell) => cell.trim()) ?? [];
}

function wordsOf(cell: string): string[] {
  if (cell === '(default)') return [''];
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word.replace(/\(\)$/, ''));
}
