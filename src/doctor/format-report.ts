import {styleText} from 'node:util';
import {type CheckReport, NOTHING_TO_CHECK} from './examine.ts';
import type {Finding, Level} from './finding.ts';

export interface ReportFormat {
  /** Maximum line length, in columns. */
  width: number;
  colour: boolean;
}

type Style = Parameters<typeof styleText>[0];

const RESULT_MARKS: Readonly<Record<Level | 'fine' | 'skipped', readonly [mark: string, style: Style]>> = {
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

function hangingIndent(first: string, text: string, {width}: ReportFormat): string[] {
  const indent = ' '.repeat(first.length);
  return wrap(text, Math.max(width - first.length, 20)).map((line, index) => (index === 0 ? first : indent) + line);
}

function withMark(kind: keyof typeof RESULT_MARKS, text: string, format: ReportFormat): string[] {
  const [mark, style] = RESULT_MARKS[kind];
  const [first = '', ...rest] = hangingIndent(`  ${mark} `, text, format);
  return [format.colour ? first.replace(mark, styleText(style, mark, {validateStream: false})) : first, ...rest];
}

function findingLines(finding: Finding, format: ReportFormat): string[] {
  const {level, code, title, seen, why, fix, see} = finding;
  return [
    ...withMark(level, `${title} (${code})`, format),
    ...hangingIndent('      seen  ', seen, format),
    ...hangingIndent('      why   ', why, format),
    ...hangingIndent('      fix   ', fix, format),
    `      see   ${see}`,
    '',
  ];
}

function isSkipped({findings, skipped}: CheckReport): boolean {
  return findings.length === 0 && skipped !== null;
}

function checkLines({name, findings, note}: CheckReport, format: ReportFormat): string[] {
  if (findings.length > 0) return ['', ...findings.flatMap((finding) => findingLines(finding, format))];
  return withMark('fine', note === null ? name : `${name} (${note})`, format);
}

/** Groups the skipped checks by reason, because one missing option often skips several. */
function skippedLines(reports: readonly CheckReport[], format: ReportFormat): string[] {
  const reasons = new Set(reports.flatMap(({skipped}) => skipped ?? []));
  return [...reasons].flatMap((reason) => {
    const names = reports.filter(({skipped}) => skipped === reason).map(({name}) => `      ${name}`);
    return withMark('skipped', `Skipped. ${reason}`, format).concat(reason === NOTHING_TO_CHECK ? [] : names);
  });
}

/** Counts findings, as `1 error` or `2 errors`. */
function count(reports: readonly CheckReport[], level: Level): string {
  const {length} = reports.flatMap(({findings}) => findings).filter((finding) => finding.level === level);
  return `${length} ${level}${length === 1 ? '' : 's'}`;
}

function summary(reports: readonly CheckReport[]): string {
  const parts = [
    `${reports.filter(({findings, skipped}) => findings.length === 0 && skipped === null).length} passed`,
    count(reports, 'error'),
    count(reports, 'warning'),
    `${reports.filter(isSkipped).length} skipped`,
  ];
  return parts.join(', ');
}

/** Formats the results as text for a terminal. */
export function formatReport(endpoint: string, reports: readonly CheckReport[], format: ReportFormat): string {
  const ran = reports.filter((one) => !isSkipped(one)).flatMap((one) => checkLines(one, format));
  const lines = [
    endpoint,
    '',
    ...ran,
    '',
    ...skippedLines(reports.filter(isSkipped), format),
    '',
    `${summary(reports)}.`,
    '',
  ];
  return lines.join('\n').replace(/\n{3,}/g, '\n\n');
}
