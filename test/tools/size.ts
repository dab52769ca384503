import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {brotliCompressSync, gzipSync} from 'node:zlib';
import {buildId} from '../../build/build-id.ts';
import {chunkFile, withStaticImports} from '../../build/files.ts';

interface Budget {
  title: string;
  files: string[];
  /** Bytes, brotli. */
  limit: number;
}

const dist = 'dist';
const entry = 'monime-checkout.js';

/** Limits of the chunks, by name. One that is not named here may have nothing. */
const CHUNKS: Record<string, number> = {
  'order-card': 11_400,
  /** Replaces a card that a server has rendered. */
  takeover: 700,
  flow: 6_600,
  /** Zod, and the readers of the providers' JSON. */
  'read-session': 6_500,
  'link-and-code': 1_000,
  'in-app-notice': 1_400,
  preload: 1_300,
  /** Creates the session on the click. */
  'click-session': 1_200,
  'returned-target': 500,
  /** The QR encoder, as its package calls it. */
  dist: 4_000,
  ar: 1_900,
  fil: 1_700,
  fr: 1_900,
  kri: 1_600,
};

/** Scripts in a folder of `dist`. */
function scriptsIn(folder: string): string[] {
  return readdirSync(join(dist, folder))
    .filter((file) => file.endsWith('.js'))
    .map((file) => `${folder}/${file}`);
}

/** Limits of the entries for bundlers, which minify them and bring lit and zod. */
const ENTRIES = {'index.js': 300, 'define.js': 100, 'react.js': 400};

function budgets(): Budget[] {
  const answer = chunkFile(dist, 'order-card');
  return [
    {title: entry, files: withStaticImports(dist, [entry]), limit: 15_850},
    ...scriptsIn('chunks').map((file) => ({
      title: nameOf(file),
      files: [file],
      limit: CHUNKS[nameOf(file).replace('chunks/', '')] ?? 0,
    })),
    {title: 'for the first paint', files: withStaticImports(dist, [entry, answer]), limit: 27_300},
    {
      title: 'for the first paint and the click',
      files: withStaticImports(dist, [entry, answer, chunkFile(dist, 'flow')]),
      limit: 34_700,
    },
    {title: 'monime-checkout.one.js', files: withStaticImports(dist, ['monime-checkout.one.js']), limit: 51_400},
    {title: 'loader.js', files: ['loader.js'], limit: 1_300},
    {title: 'return.js', files: ['return.js'], limit: 800},
    ...Object.entries(ENTRIES).map(([title, limit]) => ({title: `${title}, for bundlers`, files: [title], limit})),
    {title: 'module/, for bundlers', files: scriptsIn('module'), limit: 55_700},
  ];
}

function nameOf(file: string): string {
  return file.replace(/-[\w-]{8}\.js$/, '');
}

const id = buildId();
const ids = Array.from({length: 15}, (_, index) =>
  createHash('sha256').update(`${index}`).digest('base64url').slice(0, id.length),
);

/** Bytes with the most favourable of several build ids: by chance alone, an id adds up to 230 bytes. */
function brotliSize(code: Buffer): number {
  const text = code.toString();
  if (!text.includes(id)) return brotliCompressSync(code).length;
  return Math.min(...ids.map((other) => brotliCompressSync(text.replaceAll(id, other)).length));
}

/** Prints a line; answers whether it keeps its limit. */
function report({title, files, limit}: Budget): boolean {
  const codes = files.map((file) => readFileSync(join(dist, file)));
  const raw = total(codes, (code) => code.length);
  const gzip = total(codes, (code) => gzipSync(code, {level: 9}).length);
  const brotli = total(codes, brotliSize);
  const row = [raw, gzip, brotli, limit].map((bytes) => number.format(bytes).padStart(9)).join('');
  const over = brotli > limit;
  console.log(`${title.padEnd(40)}${row}${over ? '  over' : ''}`);
  return !over;
}

function total(codes: Buffer[], size: (code: Buffer) => number): number {
  return codes.reduce((sum, code) => sum + size(code), 0);
}

const number = new Intl.NumberFormat('en');
const cells = ['raw', 'gzip', 'brotli', 'limit'].map((title) => title.padStart(9));
console.log(`${'bytes'.padEnd(40)}${cells.join('')}`);
try {
  const kept = budgets().map(report);
  if (kept.includes(false)) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
