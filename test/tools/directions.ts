import {readdirSync, readFileSync} from 'node:fs';
import {posix, sep} from 'node:path';
import {pathToFileURL} from 'node:url';
import {parseSync} from 'vite';

type Kind = 'value' | 'type' | 'dynamic';

interface Import {
  target: string;
  kind: Kind;
}

interface Folder {
  /** Folders, or files without `.ts`, that it may import. A folder may always import itself and `core`. */
  imports?: string[];
  /** Further ones of which it may import types. */
  types?: string[];
  /** Further ones that it may `import()`. */
  dynamic?: string[];
  /** Packages that it may not import. */
  packages: RegExp;
}

const server = /^(node:|hono|@hono\/)/;
const dom = /^(lit|@lit\/|react)/;
const anyFramework = /^(node:|hono|@hono\/|lit|@lit\/|react)/;

const w = (...names: string[]) => names.map((name) => `widget/${name}`);
const s = (...names: string[]) => names.map((name) => `server/${name}`);

/** Which folder of src may import which, and what it may not import from packages. */
const folders: Record<string, Folder> = {
  core: {packages: anyFramework},
  providers: {packages: anyFramework},
  'widget/client': {packages: anyFramework},
  'widget/outcome': {packages: anyFramework},
  'widget/locales': {packages: anyFramework},
  'widget/dom': {packages: server},
  'widget/views': {imports: w('locales', 'dom'), packages: server},
  'widget/surfaces': {imports: w('dom'), packages: server},
  'widget/order-card': {imports: ['providers', ...w('client', 'dom', 'locales', 'views')], packages: server},
  'widget/flow': {imports: w('client', 'outcome', 'dom', 'locales', 'surfaces', 'views'), packages: server},
  'widget/controller': {
    imports: w('client', 'outcome', 'dom', 'events'),
    types: ['providers', ...w('surfaces', 'order-card', 'flow')],
    packages: server,
  },
  'widget/controller/lazy-modules': {
    dynamic: ['providers/read-session', ...w('order-card/index', 'flow/index')],
    packages: server,
  },
  'widget/preload': {imports: w('controller', 'dom'), packages: server},
  'widget/element': {
    imports: w('controller', 'events', 'views'),
    types: w('client', 'order-card', 'locales'),
    dynamic: w('preload'),
    packages: server,
  },
  'widget/events': {packages: server},
  frameworks: {imports: w('element'), types: w('events'), packages: server},
  'server/crypto': {packages: dom},
  'server/stores': {packages: dom},
  'server/adapters': {imports: ['providers', ...s('crypto')], packages: dom},
  'server/config': {imports: s('adapters', 'crypto', 'stores'), packages: dom},
  'server/sessions': {imports: s('config', 'adapters', 'crypto', 'stores'), packages: dom},
  'server/orders': {imports: s('sessions', 'config', 'adapters', 'crypto', 'stores'), packages: dom},
  'server/routes': {
    imports: s('orders', 'sessions', 'config', 'adapters', 'crypto', 'stores', 'rendering/card-stylesheet'),
    packages: dom,
  },
  'server/rendering': {
    imports: ['providers', ...w('views', 'locales', 'element/monime-checkout.styles', 'order-card/order-card.styles')],
    packages: server,
  },
  sandbox: {imports: ['providers'], packages: dom},
  doctor: {imports: ['providers'], types: ['server'], packages: dom},
  cli: {imports: ['doctor', 'sandbox'], packages: dom},
};

/** Files that expose what lies below them: they may import anything in src. */
const ENTRY = /^src\/([^/]+|server\/(index|create-checkout|virtual\.d))\.ts$/;

/** Download stages: only `import()` may reach their index. */
const STAGES = new Set(['widget/order-card/index', 'widget/flow/index']);

/**
 * Imports of a file that point the wrong way.
 * @param path of the file, such as `src/core/money.ts`
 */
export function wrongImports(path: string, source: string): string[] {
  const file = nameOf(path);
  const name = folderOf(file);
  const rule = name === null ? null : folders[name];
  const own = folders[file];
  if (!rule && !ENTRY.test(path)) return [`${path}: test/tools/directions.ts has no rule for ${posix.dirname(path)}`];
  return importsOf(path, source)
    .filter(({target, kind}) => {
      if (!target.startsWith('.')) return rule?.packages.test(target) ?? false;
      const imported = nameOf(posix.join(posix.dirname(path), target));
      if (kind !== 'dynamic' && STAGES.has(imported)) return true;
      if (!rule) return imported.startsWith('..');
      const allowed = [
        name ?? '',
        'core',
        ...(rule.imports ?? []),
        ...(kind === 'type' ? (rule.types ?? []) : []),
        ...(kind === 'dynamic' ? [...(rule.dynamic ?? []), ...(own?.dynamic ?? [])] : []),
      ];
      return !allowed.some((folder) => imported === folder || imported.startsWith(`${folder}/`));
    })
    .map(({target, kind}) => `${path}: ${name ?? 'an entry'} may not import ${target} (${kind})`);
}

/** Circles among the files, types and `import()` included; each as the list of its files. */
export function circles(files: ReadonlyMap<string, string>): string[][] {
  const edges = new Map<string, string[]>();
  for (const [path, source] of files) {
    const targets = importsOf(path, source).map(({target}) => posix.join(posix.dirname(path), target));
    edges.set(
      path,
      targets.filter((target) => files.has(target)),
    );
  }
  const found: string[][] = [];
  const done = new Set<string>();
  const walk = (path: string, trail: string[]) => {
    const start = trail.indexOf(path);
    if (start >= 0) found.push([...trail.slice(start), path]);
    if (start >= 0 || done.has(path)) return;
    for (const target of edges.get(path) ?? []) walk(target, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) walk(path, []);
  return found;
}

/** The path below src, without its ending. */
function nameOf(path: string): string {
  return posix.relative('src', path).replace(/\.tsx?$/, '');
}

/** The longest folder with a rule that the file is in. */
function folderOf(file: string): string | null {
  const parts = file.split('/');
  for (let length = parts.length; length > 0; length -= 1) {
    const name = parts.slice(0, length).join('/');
    if (folders[name] && !(folders[name].dynamic && name === file)) return name;
  }
  return null;
}

/** What a file imports, from files and from packages. */
export function importsOf(path: string, source: string): Import[] {
  const {module, errors} = parseSync(path, source);
  if (errors[0]) throw new SyntaxError(`${path}: ${errors[0].message}`);
  const kindOf = (entries: readonly {isType: boolean}[]): Kind =>
    entries.length > 0 && entries.every(({isType}) => isType) ? 'type' : 'value';
  return [
    ...module.staticImports.map(({moduleRequest, entries}) => ({target: moduleRequest.value, kind: kindOf(entries)})),
    ...module.staticExports.flatMap(({entries}) => {
      const target = entries.find(({moduleRequest}) => moduleRequest)?.moduleRequest?.value;
      return target === undefined ? [] : [{target, kind: kindOf(entries)}];
    }),
    ...module.dynamicImports.map(({moduleRequest}) => ({
      target: source.slice(moduleRequest.start + 1, moduleRequest.end - 1),
      kind: 'dynamic' as const,
    })),
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const files = new Map(
    readdirSync('src', {encoding: 'utf8', recursive: true})
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => `src/${file.split(sep).join('/')}`)
      .map((file) => [file, readFileSync(file, 'utf8')] as const),
  );
  const wrong = [...files].flatMap(([file, source]) => wrongImports(file, source));
  const round = circles(files);
  for (const line of wrong) console.error(line);
  for (const circle of round) console.error(`circle: ${circle.join(' → ')}`);
  console.log(`${files.size} files, ${wrong.length} imports in the wrong direction, ${round.length} circles`);
  process.exitCode = wrong.length + round.length > 0 || files.size === 0 ? 1 : 0;
}
