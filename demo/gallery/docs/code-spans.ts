/** Characters of a word of code that fit a line of a phone, also in a list. */
const LINE_LENGTH = 27;

/** Characters of several words that a table's column has on one line. */
const WORDS_LENGTH = 24;

/** Characters of a name that a wide page has on one line of a table's first column. */
const NAME_LENGTH = 34;

/** Numbers of cards and phones, ranges in parentheses, and numbers with a unit. */
const WHOLE = /\d{4}(?: \d{4}){3}|\d{3} \d{3} \d{3}|\([\d.,]+–[\d.,]+\)|\d[\d.,]* (?:%|[kM]B|m?s|px)(?!\w)/g;

/** Where a longer word may break, the best places first. */
const BREAKS = [
  /(?<=[\w}\])][/=,])(?=[^/=,…])/,
  // Not before the ending of a file's name.
  /(?<=\w\.|-&gt;)(?!\w{1,4}(?:[^\w(]|$))/,
  /(?<=[a-z]_)(?=[a-z])/i,
];

const lengthOf = (escaped: string) => escaped.replaceAll(/&#?\w+;/g, '.').length;

/** Cuts a word where it may break: no more often than it has to. */
function piecesOf(word: string, [at, ...rest] = BREAKS): string[] {
  if (at === undefined || lengthOf(word) <= LINE_LENGTH) return [word];
  return word.split(at).flatMap((piece) => piecesOf(piece, rest));
}

/** A word, as HTML, that breaks where a reader would break it if it is longer than a line. */
export function breakableWord(word: string): string {
  return piecesOf(word).join('<wbr />');
}

/** Draws text, with numbers that stay on one line. */
export function renderText(text: string): string {
  return text.replaceAll(WHOLE, '<span class="whole">$&</span>');
}

/** A piece that fits a line stays whole: browsers break after hyphens, such as the first of `--port`. */
function pieceView(piece: string): string {
  return lengthOf(piece) <= LINE_LENGTH && /[^\w.]/.test(piece) ? `<span>${piece}</span>` : piece;
}

/**
 * Draws code within a sentence. The style sheet keeps it on one line, and of several or long words each `span`.
 * @param code as HTML
 */
export function renderCodeSpan(code: string): string {
  const length = lengthOf(code);
  const words = code.split(' ').map((word) => piecesOf(word).map(pieceView).join('<wbr />'));
  if (length > NAME_LENGTH) return `<code class="long">${words.join(' ')}</code>`;
  if (words.length === 1 && length <= LINE_LENGTH) return `<code>${code}</code>`;
  return `<code class="${length > WORDS_LENGTH ? 'long name' : 'words'}">${words.join(' ')}</code>`;
}
