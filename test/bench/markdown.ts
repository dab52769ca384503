import {median, quantile} from './statistics.ts';

/** A Markdown table: the first column to the left, the others to the right. */
export function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = titles.map((_, index) => (index === 0 ? '---' : '--:'));
  return [titles, line, ...rows]
    .map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

const whole = new Intl.NumberFormat('en', {maximumFractionDigits: 0});

/** A number in a cell; a dash where there is none. */
export function cell(value: number, digits = 0): string {
  if (Number.isNaN(value)) return '–';
  return digits === 0 ? whole.format(value) : value.toFixed(digits);
}

/** The median, and between what half of the values are. */
export function spread(values: readonly number[], digits = 0): string {
  if (values.length === 0) return '–';
  const [low, high] = [0.25, 0.75].map((part) => cell(quantile(values, part), digits));
  return `${cell(median(values), digits)} (${low}–${high})`;
}

/** A contestant's name; ours is bold. */
export function nameCell({name, kind}: {name: string; kind: string}): string {
  return kind === 'ours' ? `**${name}**` : name;
}
