import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {brotliCompressSync, gzipSync} from 'node:zlib';
import {parseSync} from 'vite';

interface Budget {
  entry: string;
  /** Names of the chunks that the entry imports later and the first paint needs too. */
  chunks: string[];
  /** Bytes, gzip -9; a line without is for information. */
  limit?: number;
}

const budgets: Budget[] = [
  {entry: 'monime-checkout.js', chunks: [], limit: 20_000},
  {entry: 'monime-checkout.js', chunks: ['with-the-answer', 'presentation']},
  {entry: 'return.js', chunks: [], limit: 1_500},
];

const dist = 'dist';
const number = new Intl.NumberFormat('en');
const cells = ['raw', 'gzip', 'brotli', 'limit'].map((title) => title.padStart(9));
console.log(`${'bytes'.padEnd(40)}${cells.join('')}`);
for (const budget of budgets) report(budget);

function report({entry, chunks, limit}: Budget): void {
  const title = [entry, ...chunks].join(' + ');
  try {
    const files = [...withStaticImports([entry, ...chunks.map(chunkFile)])].map((file) =>
      readFileSync(join(dist, file)),
    );
    const raw = total(files, (code) => code.length);
    const gzip = total(files, (code) => gzipSync(code, {level: 9}).length);
    const brotli = total(files, (code) => brotliCompressSync(code).length);
    const row = [raw, gzip, brotli, limit].map((bytes) => (bytes ? number.format(bytes) : '').padStart(9)).join('');
    const over = limit !== undefined && gzip > limit;
    console.log(`${title.padEnd(40)}${row}${over ? '  over' : ''}`);
    if (over) process.exitCode = 1;
  } catch (error) {
    console.error(`${title}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

function total(files: Buffer[], size: (code: Buffer) => number): number {
  return files.reduce((sum, code) => sum + size(code), 0);
}

/** The files and all that they import statically: what the browser fetches before the first line runs. */
function withStaticImports(files: string[]): Set<string> {
  const found = new Set(files);
  for (const file of found) {
    if (!existsSync(join(dist, file))) throw new Error(`${dist}/${file} is not there; run npm run build`);
    const {module} = parseSync(file, readFileSync(join(dist, file), 'utf8'));
    const targets = [
      ...module.staticImports.map(({moduleRequest}) => moduleRequest.value),
      ...module.staticExports.flatMap(({entries}) => entries.flatMap(({moduleRequest}) => moduleRequest?.value ?? [])),
    ];
    for (const target of targets) {
      if (!target.startsWith('.')) throw new Error(`${file} imports ${target}, which no browser finds by itself`);
      found.add(new URL(target, `file:///${file}`).pathname.slice(1));
    }
  }
  return found;
}

/** A chunk's name is its file's, without the hash. */
function chunkFile(name: string): string {
  const pattern = new RegExp(`^${name}-[\\w-]{8}\\.js$`);
  const [file, ...others] = readdirSync(join(dist, 'chunks')).filter((candidate) => pattern.test(candidate));
  if (!file || others.length > 0) throw new Error(`${file ? 'several chunks are' : 'no chunk is'} named ${name}`);
  return `chunks/${file}`;
}
