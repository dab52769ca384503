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

/** Between what half of the values are. */
export function range(values: readonly number[], digits = 0): string {
  const [low = Number.NaN, high = Number.NaN] = [0.25, 0.75].map((part) => quantile(values, part));
  return Number.isNaN(low) ? '–' : `${cell(low, digits)}–${cell(high, digits)}`;
}

/** The median, and between what half of the values are. */
export function spread(values: readonly number[], digits = 0): string {
  const middle = median(values);
  return Number.isNaN(middle) ? '–' : `${cell(middle, digits)} (${range(values, digits)})`;
}

/** A contestant's name; ours is bold. */
export function nameCell({name, kind}: {name: string; kind: string}): string {
  return kind === 'ours' ? `**${name}**` : name;
}
