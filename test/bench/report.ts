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
  const verdict = value <= limit ? 'met' : '**missed**';
  return Number.isNaN(value)
    ? `- ${text}: not measured`
    : `- ${text}: at most ${limit.toLocaleString('en')}; ${verdict}, ${digits ? value.toFixed(digits) : value.toLocaleString('en')}`;
}

/** The section in Markdown, with its goals and whether they are met. */
export function sectionText({title, body, goals}: Section): string {
  const list = goals.length > 0 ? `\n\nGoals:\n\n${goals.map(goalLine).join('\n')}` : '';
  return `## ${title}\n\n${body}${list}\n`;
}
