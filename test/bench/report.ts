import {cell} from './markdown.ts';

/** What a table has to reach. */
export interface Goal {
  text: string;
  /** What was measured. */
  value: number;
  limit: number;
  digits?: number;
}

/** What one phase has found out. */
export interface Section {
  title: string;
  /** Markdown: tables, and what has to be known to read them. */
  body: string;
  goals: readonly Goal[];
}

function goalLine({text, value, limit, digits = 2}: Goal): string {
  if (Number.isNaN(value)) return `- ${text}: not measured`;
  const verdict = value <= limit ? 'met' : '**missed**';
  return `- ${text}: at most ${limit.toLocaleString('en')}; ${verdict}, ${cell(value, digits)}`;
}

/** The section in Markdown, with its goals and whether they are met. */
export function sectionText({title, body, goals}: Section): string {
  const list = goals.length > 0 ? `\n\nGoals:\n\n${goals.map(goalLine).join('\n')}` : '';
  return `## ${title}\n\n${body}${list}\n`;
}
