import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, describe, expect, it} from 'vitest';
import {documents, type Fence, fencesOf, placeOf, ROOT} from '../../tools/fences.ts';
import {readManifest} from '../../../build/manifest.ts';
import {checkCommands} from './code/commands.ts';
import {checkPrograms} from './code/compile.ts';
import {checkHeaders} from './code/headers.ts';
import {checkCss, checkHtml} from './code/markup.ts';

const fences = documents().flatMap((file) => fencesOf(file));

/** What no program reads: diagrams and what is printed. A new one is to be looked at, then counted here. */
const UNREAD: Readonly<Record<string, number>> = {'docs/architecture.md': 2, 'docs/doctor.md': 1};

const PROGRAMS = ['ts', 'tsx', 'js', 'jsx'];
/** The sandbox's own test reads `dockerfile` and `yaml`. */
const READ = [...PROGRAMS, 'html', 'css', 'json', 'sh', 'http', 'dockerfile', 'yaml'];
const MARKS = new Set(['options', 'playwright']);

/** The files of the apps that are built and clicked through: what stands in one of them as a whole is run there. */
const appFiles = (existsSync(join(ROOT, 'test/apps')) ? readdirSync(join(ROOT, 'test/apps'), {recursive: true}) : [])
  .map(String)
  .filter(
    (name) =>
      /\.(m?tsx?|m?jsx?|html|vue|svelte|astro|css|json|env|php|py)$/.test(name) && !name.includes('node_modules'),
  )
  .map((name) => readFileSync(join(ROOT, 'test/apps', name), 'utf8'));

const isRun = ({code}: Fence) => appFiles.some((text) => text.includes(code));
const checked = fences.filter((fence) => !isRun(fence));
const inLanguage = (...languages: string[]) => checked.filter(({language}) => languages.includes(language));

/** Complaints by where the block stands. */
async function complaints(found: readonly Fence[], check: (code: string) => string[] | Promise<string[]>) {
  const lists = await Promise.all(
    found.map(async (fence) => {
      const said = await Promise.resolve(fence.code)
        .then(check)
        .catch((error: Error) => [error.message]);
      return said.map((text) => `${placeOf(fence)}: ${text}`);
    }),
  );
  return lists.flat();
}

const manifest = readManifest();
const pages: {fence: Fence; scripts: Awaited<ReturnType<typeof checkHtml>>['scripts']}[] = [];

describe('the code in the documents', () => {
  beforeAll(async () => {
    for (const fence of inLanguage('html')) {
      const {scripts} = await checkHtml(fence.code).catch(() => ({scripts: {js: [], json: [], css: []}}));
      pages.push({fence, scripts});
    }
  });

  it('is in a language that is read here', () => {
    const others = checked.filter(({language}) => ![...READ, 'text'].includes(language));
    expect(others.map(placeOf)).toEqual([]);
    const marks = fences.flatMap((fence) => fence.marks.filter((mark) => !MARKS.has(mark)));
    expect(marks).toEqual([]);
    const unread: Record<string, number> = {};
    for (const {file} of inLanguage('text')) unread[file] = (unread[file] ?? 0) + 1;
    expect(unread).toEqual(UNREAD);
  });

  it('is compiled with the types of the package', {timeout: 60_000}, async () => {
    const scripts = pages.flatMap(({fence, scripts: {js}}) =>
      js.map((code, index) => ({...fence, language: 'js', path: `line-${fence.line}-${index}.js`, code})),
    );
    expect(await checkPrograms([...inLanguage(...PROGRAMS), ...scripts])).toEqual([]);
  });

  it('is well-formed HTML with attributes that exist, and asks for nothing inline', async () => {
    expect(await complaints(inLanguage('html'), async (code) => (await checkHtml(code)).complaints)).toEqual([]);
  });

  it('is CSS that names parts, custom properties and states that exist', async () => {
    const styles = pages.flatMap(({fence, scripts: {css}}) => css.map((code) => ({...fence, code})));
    expect(await complaints([...inLanguage('css'), ...styles], (code) => checkCss(code, manifest))).toEqual([]);
  });

  it('is JSON', async () => {
    const data = pages.flatMap(({fence, scripts: {json}}) => json.map((code) => ({...fence, code})));
    const parse = (code: string) => (JSON.parse(code) === undefined ? ['nothing'] : []);
    expect(await complaints([...inLanguage('json'), ...data], parse)).toEqual([]);
  });

  it('is commands that can be given', async () => {
    expect(await complaints(inLanguage('sh'), checkCommands)).toEqual([]);
  });

  it('is headers that browsers know', async () => {
    expect(await complaints(inLanguage('http'), checkHeaders)).toEqual([]);
  });
});
