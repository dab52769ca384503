import {readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {format, resolveConfig} from 'prettier';

const README = 'README.md';
const RESULTS = 'docs/benchmark.md';
const PICTURES = 'docs/pictures';
const MARKS = /(<!-- bench: .+ -->\n)[^]*?(<!-- \/bench -->)/;

const WIDTH_PX = 420;
const ROW_PX = 46;
const BAR_PX = 16;
/** Room for the value at the end of the longest bar. */
const VALUE_PX = 50;

const THEMES = {
  light: {text: '#1f2328', bar: '#b3bcc6', ours: '#0f6b50'},
  dark: {text: '#f0f6fc', bar: '#59636e', ours: '#5fd0a0'},
} as const;

interface Bar {
  label: string;
  ms: number;
  isOurs: boolean;
}

type Row = ReadonlyMap<string, string>;

/** The rows of the first table of a section, by their first cell; each by the titles of its columns. */
function tableOf(markdown: string, section: string): ReadonlyMap<string, Row> {
  const [, text = ''] = new RegExp(`^## ${section}\\n([^]*?)(?=^## |$(?![^]))`, 'm').exec(markdown) ?? [];
  const [, table = ''] = /((?:^\|.*\n)+)/m.exec(text) ?? [];
  const [titles = [], , ...rows] = table
    .trim()
    .split('\n')
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim().replaceAll('*', '')),
    );
  return new Map(rows.map((row) => [row[0] ?? '', new Map(titles.map((title, index) => [title, row[index] ?? '']))]));
}

const numberIn = (cell = '') => Number.parseInt(cell.replaceAll(',', ''), 10);
const capitalized = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/** The five bars, without those that were not measured. */
function barsOf(markdown: string): Bar[] {
  const rows = tableOf(markdown, 'Time to ready');
  const bar = (label: string, name: string, isOurs = false): Bar => ({
    label,
    ms: numberIn(rows.get(name)?.get('ms')),
    isOurs,
  });
  const openers = [...rows.keys()].filter(
    (name) => name !== 'opens-only' && rows.get(name)?.get('ready')?.startsWith('a click opens'),
  );
  const [opener = ''] = openers.toSorted((a, b) => numberIn(rows.get(a)?.get('ms')) - numberIn(rows.get(b)?.get('ms')));
  return [
    bar('Plain code, without a widget', 'plain'),
    bar('monime-checkout, rendered on the server', 'rendered', true),
    bar('monime-checkout, by script', 'module', true),
    bar('Shopify Buy Button, one product', 'shopify'),
    bar(`${capitalized(opener)}, a button without the order`, opener),
  ].filter(({ms}) => ms > 0);
}

const titleOf = (bars: readonly Bar[]) =>
  `Time until the order is drawn on a slow phone: ${bars.map(({label, ms}) => `${label} ${seconds(ms)}`).join('; ')}.`;

/** The chart in one theme; its text stays readable at 280 px. */
function svgOf(bars: readonly Bar[], theme: keyof typeof THEMES): string {
  const {text, bar, ours} = THEMES[theme];
  const scale = (WIDTH_PX - VALUE_PX) / Math.max(...bars.map(({ms}) => ms));
  const rows = bars.map(({label, ms, isOurs}, index) => {
    const y = index * ROW_PX;
    const width = Math.round(ms * scale);
    return `  <text x="0" y="${y + 15}">${label}</text>
  <rect x="0" y="${y + 21}" width="${width}" height="${BAR_PX}" rx="3" fill="${isOurs ? ours : bar}"/>
  <text x="${width + 6}" y="${y + 34}">${seconds(ms)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH_PX}" height="${bars.length * ROW_PX}" viewBox="0 0 ${WIDTH_PX} ${bars.length * ROW_PX}" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif" font-size="14" fill="${text}" role="img">
  <title>${titleOf(bars)}</title>
${rows.join('\n')}
</svg>
`;
}

/** The README's part about size and speed. */
function summaryOf(markdown: string, bars: readonly Bar[]): string {
  const bytes = tableOf(markdown, 'Bytes').get('module');
  const kB = (title: string) => Math.round(numberIn(bytes?.get(title)) / 1000);
  return `The widget is ${kB('when ready, brotli')} kB (Brotli) until the order is drawn, and ${kB('later, brotli')} kB on the click. On a slow phone:

<picture>
  <source media="(prefers-color-scheme: dark)" srcset="${PICTURES}/speed-dark.svg" />
  <img src="${PICTURES}/speed-light.svg" width="${WIDTH_PX}" alt="${titleOf(bars)}" />
</picture>

[All results and the method](docs/benchmark.md).`;
}

/** Returns the text of each file that repeats numbers of the benchmark, by path. */
export async function chartFiles(markdown: string, readme: string): Promise<ReadonlyMap<string, string>> {
  if (!MARKS.test(readme)) throw new Error(`${README} has no place for the benchmark.`);
  const bars = barsOf(markdown);
  const written = readme.replace(
    MARKS,
    (_, start: string, end: string) => `${start}\n${summaryOf(markdown, bars)}\n\n${end}`,
  );
  return new Map([
    [README, await format(written, {...(await resolveConfig(README)), parser: 'markdown'})],
    ...(['light', 'dark'] as const).map((theme) => [`${PICTURES}/speed-${theme}.svg`, svgOf(bars, theme)] as const),
  ]);
}

/** Writes the README's chart from the tables of docs/benchmark.md. */
export async function writeChart(): Promise<void> {
  const files = await chartFiles(readFileSync(RESULTS, 'utf8'), readFileSync(README, 'utf8'));
  for (const [path, text] of files) writeFileSync(path, text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeChart();
