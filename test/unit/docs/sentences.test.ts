import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {documents, ROOT} from '../../tools/fences.ts';
import {passagesOfMarkdown} from './prose.ts';

const WORDS_MAX = 24;
const END = /(?<=[.!?][”")]?)\s+|\|/;

/** Sentences of a document that are too long, each with its line. A code span is one word. */
function longSentences(file: string, markdown: string): string[] {
  return passagesOfMarkdown(markdown).flatMap(({line, text}) =>
    text
      .replaceAll(/\*\*|\b_|_\b/g, '')
      .split(END)
      .map((sentence) => ({sentence, words: sentence.split(' ').filter((word) => /[\p{L}\p{N}…]/u.test(word)).length}))
      .filter(({words}) => words > WORDS_MAX)
      .map(({sentence, words}) => `${file}:${line}: ${words} words: ${sentence}`),
  );
}

describe('a sentence', () => {
  it.each([...documents(), 'CHANGELOG.md'])('has fewer than 25 words: %s', (file) => {
    expect(longSentences(file, readFileSync(join(ROOT, file), 'utf8'))).toEqual([]);
  });

  it('ends at a full stop or with the cell of a table', () => {
    const words = (count: number) => Array.from({length: count}, () => 'a').join(' ');
    expect(longSentences('a.md', `${words(24)}. (${words(24)}.) ${words(24)}!\n${words(24)}`)).toEqual([]);
    expect(longSentences('a.md', `| ${words(24)} | ${words(24)} |\n`)).toEqual([]);
    expect(longSentences('a.md', `b\n\n- ${words(12)}\n  \`c d\` ${words(12)}.`)).toHaveLength(1);
  });
});
