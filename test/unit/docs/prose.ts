/** A paragraph, a list item, a row of a table or a comment, in one line. */
export interface Passage {
  /** Its first line in the file, from 1. */
  line: number;
  text: string;
}

const lineAt = (text: string, index: number) => text.slice(0, index).split('\n').length;

/** Replaces what matches by spaces, so that the lines keep their numbers. */
function blank(text: string, pattern: RegExp): string {
  return text.replaceAll(pattern, (match) => match.replaceAll(/[^\n]/g, ' '));
}

const inOneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

/** The prose of a document, without code, HTML and the URLs of links. A code span is "…". */
export function passagesOfMarkdown(markdown: string): Passage[] {
  let text = blank(markdown, /^( *)```[^]*?^\1```$/gm);
  text = blank(text, /<!--[^]*?-->/g);
  text = blank(text, /<[a-z/][^>]*>/g);
  text = blank(text, /(?<=\])\([^)\s]*\)/g);
  text = text.replaceAll(/`[^`]+`/g, (code) => `…${'\n'.repeat(code.split('\n').length - 1)}`);
  const passage = /^[ \t]*\S.*(?:\n(?![ \t]*(?:[-*|#]|\d+\.)\s?)[ \t]*\S.*)*/gm;
  return [...text.matchAll(passage)].map(({0: found, index}) => ({
    line: lineAt(text, index),
    text: inOneLine(found),
  }));
}

/** Comments: blocks, lines of `//` that follow each other, and those at the end of a line of code. */
const COMMENT =
  /(?<=^[ \t]*|[;,{}()[\]>][ \t]*)\/\*[^]*?\*\/|^[ \t]*\/\/.*(?:\n[ \t]*\/\/.*)*|(?<=[;,{}()[\]>][ \t]+)\/\/ .*/gm;

/** The comments of a TypeScript file. A code span is "…". */
export function passagesOfComments(source: string): Passage[] {
  return [...source.matchAll(COMMENT)].map(({0: found, index}) => ({
    line: lineAt(source, index + found.search(/\S/)),
    text: inOneLine(found.replaceAll(/^[ \t]*(?:\/\*\*?|\*\/|\*|\/\/)|\*\/$/gm, ' ').replaceAll(/`[^`]+`/g, '…')),
  }));
}
