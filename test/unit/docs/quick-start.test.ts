import {readdirSync, readFileSync} from 'node:fs';
import {join, sep} from 'node:path';
import {describe, expect, it} from 'vitest';
import * as z from 'zod/mini';
import {fencesOf} from '../../tools/fences.ts';
import {answerValidator, problems} from '../contract/validators.ts';

const apps = join(import.meta.dirname, '../../apps');
const docs = join(import.meta.dirname, '../../../docs/quick-start');

/** What a framework's own command writes. */
const GENERATED = new Set(['package.json', 'tsconfig.json', 'angular.json']);

/** What our own program is asked for. */
const OURS = [
  'npx monime-checkout sandbox --port 4010 --webhook-url http://localhost:3000/checkout/webhooks',
  'npx monime-checkout doctor http://localhost:3000/checkout',
];

const names = readdirSync(apps, {withFileTypes: true}).flatMap((entry) => (entry.isDirectory() ? entry.name : []));
/** It has no app: it is about any language. `test/apps/backends.test.ts` compares its answers with those of an app. */
const pages = readdirSync(docs).flatMap((file) => (file === 'your-own-backend.md' ? [] : file.replace(/\.md$/, '')));

const Manifest = z.object({
  scripts: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z._default(z.record(z.string(), z.string()), {}),
});
const manifestOf = (app: string) =>
  z.parse(Manifest, JSON.parse(readFileSync(join(apps, app, 'package.json'), 'utf8')));

/** The files of an app by path. */
function filesOf(app: string): Map<string, string> {
  const entries = readdirSync(join(apps, app), {recursive: true, withFileTypes: true}).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    entries.map(({parentPath, name}) => {
      const path = join(parentPath, name);
      const relative = path.slice(join(apps, app).length + 1);
      return [relative.split(sep).join('/'), readFileSync(path, 'utf8')];
    }),
  );
}

/** The blocks of a page: those under a line that begins with a path are files, the others commands. */
function blocksOf(page: string) {
  const text = readFileSync(join(docs, `${page}.md`), 'utf8');
  const blocks = [...text.matchAll(/([^\n]*)\n\n```\w+\n(.*?)^```$/gms)].map(([, before = '', code = '']) => ({
    path: /^`([^`]+)`.*:$/.exec(before)?.[1],
    code,
  }));
  return {
    files: blocks.flatMap(({path, code}) => (path === undefined ? [] : [[path, code] as const])),
    commands: blocks.flatMap(({path, code}) => (path === undefined ? code.trim().split('\n') : [])),
  };
}

describe.each(pages)('docs/quick-start/%s.md', (page) => {
  it('shows every file of the app as it is sold in', () => {
    const {files} = blocksOf(page);
    expect(new Map(files)).toEqual(filesOf(page));
    expect(files).toHaveLength(filesOf(page).size);
  });

  it('has commands that can be given', () => {
    const {scripts, dependencies} = manifestOf(page);
    for (const command of blocksOf(page).commands) {
      const [, installed] = /^npm install (.*)/.exec(command) ?? [];
      const [, script] = /^npm (?:run )?(\w+)$/.exec(command) ?? [];
      if (installed) expect(Object.keys(dependencies)).toEqual(expect.arrayContaining(installed.split(' ')));
      else if (script) expect(scripts).toHaveProperty(script);
      else expect(OURS).toContain(command);
    }
  });
});

describe('docs/quick-start/your-own-backend.md', () => {
  it('shows answers that the contract allows', () => {
    const answers = fencesOf('docs/quick-start/your-own-backend.md').filter(({language}) => language === 'json');
    const contract = [
      answerValidator('/sessions/{id}', 'get', 200),
      answerValidator('/sessions/{id}', 'get', 404),
      answerValidator('/returns/{reference}', 'get', 200),
    ];
    const found = contract.map((validate, index) =>
      validate ? problems(validate, JSON.parse(answers[index]?.code ?? 'null')) : 'no such answer',
    );
    expect(found).toEqual([[], [], []]);
    expect(answers).toHaveLength(contract.length);
  });
});

/** Lines of its own that an app has less than: those in other languages have no server half to call. */
const LINES: Readonly<Record<string, number>> = {php: 155, python: 155};

describe.each(names)('the app %s', (app) => {
  it('has few lines of its own', () => {
    const sources = [...filesOf(app)].filter(([path]) => !GENERATED.has(path));
    const lines = sources.reduce((sum, [, text]) => sum + text.trimEnd().split('\n').length, 0);
    expect(sources).not.toEqual([]);
    expect(lines).toBeLessThan(LINES[app] ?? 100);
  });

  it('names the versions of what it needs', () => {
    const {dependencies, devDependencies} = manifestOf(app);
    for (const version of Object.values({...dependencies, ...devDependencies})) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });
});
