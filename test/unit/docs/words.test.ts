import {readdirSync, readFileSync} from 'node:fs';
import {join, sep} from 'node:path';
import {describe, expect, it} from 'vitest';
import {documents, ROOT} from '../../tools/fences.ts';
import {type Passage, passagesOfComments, passagesOfMarkdown} from './prose.ts';
import {EXCEPTIONS, NOT_REWRITTEN, WORDS} from './word-list.ts';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const ANY = new RegExp(WORDS.map(([{source}]) => source).join('|'), 'i');
const isExcepted = (file: string, text: string) =>
  EXCEPTIONS.some((exception) => exception.file === file && text.includes(exception.words));

/** The words of the list in a file, each with its line and what to write. */
function findings(file: string, passages: readonly Passage[]): string[] {
  const suspects = passages.filter(({text}) => ANY.test(text) && !isExcepted(file, text));
  return suspects.flatMap(({line, text}) =>
    WORDS.flatMap(([pattern, write]) => {
      const found = new RegExp(pattern, 'i').exec(text);
      return found === null ? [] : [`${file}:${line}: "${found[0].trim()}" in "${text.slice(0, 80)}". Write: ${write}`];
    }),
  );
}

const pages = [...documents(), 'CHANGELOG.md'];
const ofPage = (file: string) => findings(file, passagesOfMarkdown(read(file)));

const folders = readdirSync(join(ROOT, 'src'), {withFileTypes: true}).map(({name}) => name);
const sources = readdirSync(join(ROOT, 'src'), {encoding: 'utf8', recursive: true})
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => `src/${path.split(sep).join('/')}`);
const inFolder = (folder: string) =>
  sources.filter((file) => file === `src/${folder}` || file.startsWith(`src/${folder}/`));

describe('plain English', () => {
  it.each(pages.filter((file) => !NOT_REWRITTEN.includes(file)))('in %s', (file) => {
    expect(ofPage(file)).toEqual([]);
  });

  it.each(folders)('in the comments of src/%s', (folder) => {
    expect(inFolder(folder).flatMap((file) => findings(file, passagesOfComments(read(file))))).toEqual([]);
  });

  it('is missing only in documents that are not rewritten yet', () => {
    expect(NOT_REWRITTEN.filter((file) => !pages.includes(file) || ofPage(file).length === 0)).toEqual([]);
  });

  it('has at most ten exceptions, each in use', () => {
    expect(EXCEPTIONS.length).toBeLessThanOrEqual(10);
    expect(EXCEPTIONS.filter(({file, words}) => !read(file).includes(words))).toEqual([]);
  });
});

describe('the word list', () => {
  it.each([
    ['Null where it is not known.', '"Null where"'],
    ['The session stands in the page.', '"stands"'],
    ['Reads the session\n * anew.', '"anew"'],
    ['Where no session is set, one is created.', '"Where no"'],
    ['The widget is told of it.', '"told"'],
  ])('finds words in a comment: %s', (words, found) => {
    const text = `const a = 1;\n/** ${words} */\nconst b = 2;`;
    expect(findings('a.ts', passagesOfComments(text))[0]).toMatch(`a.ts:2: ${found}`);
  });

  it('finds words in lines of a document, a table and a list', () => {
    const text = 'One.\n\nThe widget reads\nit anew.\n\n- It is told.\n\n| a | b |\n| - | - |\n| it mends | b |\n';
    expect(findings('a.md', passagesOfMarkdown(text)).map((line) => line.slice(0, 16))).toEqual([
      'a.md:3: "anew" i',
      'a.md:6: "told" i',
      'a.md:10: "mends"',
    ]);
  });

  it('leaves code, URLs and strings alone', () => {
    expect(findings('a.md', passagesOfMarkdown('Call `anew()`, [as here](/anew).\n\n```ts\nanew();\n```\n'))).toEqual(
      [],
    );
    expect(findings('a.ts', passagesOfComments("const text = 'told // anew';\nanew(); // Calls `anew`.\n"))).toEqual(
      [],
    );
  });
});
