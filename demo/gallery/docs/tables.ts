import {textOf} from './text.ts';

/** Characters of a cell that is a sentence. Columns of sentences do not fit beside others on a phone. */
const SENTENCE_LENGTH = 40;

/** Characters of a line of a table on a phone. */
const LINE_LENGTH = 34;

/** Columns of numbers, which are compared: a phone scrolls to more of them, and shows fewer below each other. */
const FEWEST_NUMBERS = 5;

const longestWord = (texts: readonly string[]) =>
  Math.max(...texts.flatMap((text) => text.split(' ')).map(({length}) => length));

/** Whether a phone would cut the columns off. */
function isWide(names: readonly string[], cells: readonly string[]): boolean {
  const hasSentences = cells.some(
    (cell, index) =>
      cell.length > SENTENCE_LENGTH &&
      // Numbers may have long names.
      !(names.length >= FEWEST_NUMBERS && index % names.length === 0),
  );
  if (hasSentences || names.length > 2) return hasSentences || names.length < FEWEST_NUMBERS;
  const widths = names.map((name, column) =>
    longestWord([name, ...cells.filter((_, index) => index % names.length === column)]),
  );
  return widths.reduce((sum, width) => sum + width, 0) > LINE_LENGTH;
}

/**
 * Draws a table. If it is wide, and not of numbers, a phone shows its cells below each other, each after its column's name.
 * @param head its first row, as HTML
 * @param body its other rows, as HTML
 */
export function renderTable(head: string, body: string): string {
  const names = [...head.matchAll(/<th[^>]*>(.*?)<\/th>/g)].map(([, name = '']) => name.replaceAll(/<[^>]*>/g, ''));
  const cells = [...body.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell = '']) => textOf(cell));
  // An empty cell heads nothing.
  const headed = head.replaceAll(/<th([^>]*)><\/th>/g, '<td$1></td>');
  if (!isWide(names.map(textOf), cells))
    return `<div class="wide" tabindex="0"><table><thead>${headed}</thead><tbody>${body}</tbody></table></div>\n`;
  let index = 0;
  const named = body.replaceAll('<td', () => `<td role="cell" data-column="${names[index++ % names.length]}"`);
  // Without their roles, elements that are not displayed as a table are none to screen readers.
  const rows = (html: string) => html.replaceAll('<tr', '<tr role="row"');
  const columns = headed.replaceAll('<th', '<th role="columnheader"');
  return `<div class="wide stacks" tabindex="0"><table role="table"><thead role="rowgroup">${rows(columns)}</thead><tbody role="rowgroup">${rows(named)}</tbody></table></div>\n`;
}
