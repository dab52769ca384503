import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {documents, ROOT} from '../../tools/fences.ts';
import {passagesOfMarkdown} from './prose.ts';

/** What is read aloud in two minutes, at 130 words a minute. */
const WORDS_MAX = 260;

/** The words of a text without its code. */
function wordsIn(markdown: string): string[] {
  const prose = passagesOfMarkdown(markdown).map(({text}) => text);
  return prose
    .join(' ')
    .split(/[\s|…]+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}

const short = documents().filter((file) => file === 'README.md' || file.startsWith('docs/quick-start/'));

describe('a first page', () => {
  it.each(short)('is read aloud in under two minutes: %s', (file) => {
    expect(wordsIn(readFileSync(join(ROOT, file), 'utf8')).length).toBeLessThanOrEqual(WORDS_MAX);
  });

  it('has fewer than 150 lines: README.md', () => {
    expect(readFileSync(join(ROOT, 'README.md'), 'utf8').split('\n').length).toBeLessThan(150);
  });

  it('has words in its prose and none in its code', () => {
    expect(wordsIn('# Try it\n\n1. Run `npm start`, [then](x.md) pay:\n\n```sh\nnpm start\n```\n')).toEqual([
      'Try',
      'it',
      '1.',
      'Run',
      '[then]',
      'pay:',
    ]);
  });
});
