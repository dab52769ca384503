import {readdirSync, readFileSync} from 'node:fs';
import {dirname, posix} from 'node:path';
import {fileURLToPath} from 'node:url';

/** A block of code in a document. */
export interface Fence {
  /** Path of the document, from the package's root. */
  file: string;
  line: number;
  language: string;
  /** The words after the language: what a reader does not see and the check has to know. */
  marks: readonly string[];
  /** The path that the line before names, such as `lib/checkout.ts`; null where it names none. */
  path: string | null;
  code: string;
}

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Every document that is written for people who use or change the package, from its root. */
export function documents(): string[] {
  const docs = readdirSync(posix.join(ROOT, 'docs'), {recursive: true, encoding: 'utf8'})
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`);
  return ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...docs.toSorted()];
}

function readDocument(file: string): string {
  return readFileSync(posix.join(ROOT, file), 'utf8');
}

const FENCE = /^( *)```([^\n]*)\n([^]*?)^\1```$/gm;

export function fencesOf(file: string, text = readDocument(file)): Fence[] {
  return [...text.matchAll(FENCE)].map(({index, 1: indent = '', 2: words = '', 3: body = ''}) => {
    const [language = '', ...marks] = words.trim().split(/\s+/);
    const before = text.slice(0, index).trimEnd().split('\n').at(-1) ?? '';
    const [, path = null] = /^(?:[-*\d.]+ )?`([^`]+\.\w+)`.*:$/.exec(before) ?? [];
    const code = body.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    return {file, line: text.slice(0, index).split('\n').length, language, marks, path, code};
  });
}

/** Where it stands, for people. */
export function placeOf({file, line, language}: Fence): string {
  return `${file}:${line} ${language}`;
}
