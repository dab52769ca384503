import {styleText} from 'node:util';
import {type Looked, NOTHING_THERE} from './examine.ts';
import type {Finding, Level} from './finding.ts';

export interface Paper {
  /** Columns to write in. */
  width: number;
  colour: boolean;
}

type Style = Parameters<typeof styleText>[0];

const MARKS: Readonly<Record<Level | 'fine' | 'skipped', readonly [mark: string, style: Style]>> = {
  fine: ['✓', 'green'],
  warning: ['!', 'yellow'],
  error: ['✗', 'red'],
  skipped: ['–', 'gray'],
};

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

function hang(first: string, text: string, {width}: Paper): string[] {
  const indent = ' '.repeat(first.length);
  return wrap(text, Math.max(width - first.length, 20)).map((line, index) => (index === 0 ? first : indent) + line);
}

function marked(kind: keyof typeof MARKS, text: string, paper: Paper): string[] {
  const [mark, style] = MARKS[kind];
  const [first = '', ...rest] = hang(`  ${mark} `, text, paper);
  return [paper.colour ? first.replace(mark, styleText(style, mark, {validateStream: false})) : first, ...rest];
}

function ofFinding(finding: Finding, paper: Paper): string[] {
  const {level, code, title, seen, why, mend, see} = finding;
  return [
    ...marked(level, `${title} (${code})`, paper),
    ...hang('      seen  ', seen, paper),
    ...hang('      why   ', why, paper),
    ...hang('      mend  ', mend, paper),
    `      see   ${see}`,
    '',
  ];
}

function isSkipped({findings, skipped}: Looked): boolean {
  return findings.length === 0 && skipped !== null;
}

function ofCheck({name, findings, note}: Looked, paper: Paper): string[] {
  if (findings.length > 0) return ['', ...findings.flatMap((finding) => ofFinding(finding, paper))];
  return marked('fine', note === null ? name : `${name} (${note})`, paper);
}

/** By reason: one option often brings several checks to life. */
function ofSkipped(looked: readonly Looked[], paper: Paper): string[] {
  const reasons = new Set(looked.flatMap(({skipped}) => skipped ?? []));
  return [...reasons].flatMap((reason) => {
    const names = looked.filter(({skipped}) => skipped === reason).map(({name}) => `      ${name}`);
    return marked('skipped', `Not looked at. ${reason}`, paper).concat(reason === NOTHING_THERE ? [] : names);
  });
}

function count(looked: readonly Looked[], level: Level): number {
  return looked.flatMap(({findings}) => findings).filter((finding) => finding.level === level).length;
}

function sum(looked: readonly Looked[]): string {
  const parts = [
    [looked.filter(({findings, skipped}) => findings.length === 0 && skipped === null).length, 'fine'],
    [count(looked, 'error'), 'to mend'],
    [count(looked, 'warning'), 'to think about'],
    [looked.filter(isSkipped).length, 'not looked at'],
  ] as const;
  return parts.map(([number, what]) => `${number} ${what}`).join(', ');
}

/** What was found, for people. */
export function print(base: string, looked: readonly Looked[], paper: Paper): string {
  const made = looked.filter((one) => !isSkipped(one)).flatMap((one) => ofCheck(one, paper));
  const lines = [base, '', ...made, '', ...ofSkipped(looked.filter(isSkipped), paper), '', `${sum(looked)}.`, ''];
  return lines.join('\n').replace(/\n{3,}/g, '\n\n');
}
