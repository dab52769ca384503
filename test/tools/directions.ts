import {readdirSync, readFileSync} from 'node:fs';
import {posix, sep} from 'node:path';
import {pathToFileURL} from 'node:url';
import {parseSync} from 'vite';

interface Room {
  /** Other rooms that it may import. */
  rooms: string[];
  /** Packages that it may not import. */
  never: RegExp;
}

const platform = /^(node:|hono|@hono\/)/;
const anyFramework = /^(node:|hono|@hono\/|lit|@lit\/|react)/;
const element = /^(lit|@lit\/|react)/;
const widget = ['core', 'locales', 'providers', 'client', 'outcome', 'surfaces', 'views'];

/** The folders of src; the files at its top are the room `element`. */
const rooms: Record<string, Room> = {
  core: {rooms: [], never: anyFramework},
  locales: {rooms: ['core'], never: anyFramework},
  providers: {rooms: ['core'], never: anyFramework},
  client: {rooms: ['core'], never: anyFramework},
  outcome: {rooms: ['core'], never: anyFramework},
  surfaces: {rooms: ['core', 'locales'], never: platform},
  views: {rooms: ['core', 'locales'], never: platform},
  frameworks: {rooms: ['element'], never: platform},
  element: {rooms: widget, never: platform},
  server: {rooms: ['core', 'providers'], never: element},
  sandbox: {rooms: ['core', 'providers'], never: element},
  doctor: {rooms: ['core', 'providers'], never: element},
  cli: {rooms: ['sandbox', 'doctor'], never: element},
};

/**
 * Imports of a file that point the wrong way.
 * @param path of the file, such as `src/core/money.ts`
 */
export function wrongImports(path: string, source: string): string[] {
  const name = roomOf(path);
  const room = rooms[name];
  if (!room) return [`${path}: no directions are given for src/${name}`];
  return imports(path, source)
    .filter((target) => !(target.startsWith('.') ? reaches(room, name, path, target) : !room.never.test(target)))
    .map((target) => `${path}: ${name} may not import ${target}`);
}

function reaches(room: Room, name: string, path: string, target: string): boolean {
  const file = posix.join(posix.dirname(path), target);
  return file.startsWith('src/') && [name, ...room.rooms].includes(roomOf(file));
}

function roomOf(path: string): string {
  const [, folder, ...rest] = path.split('/');
  return folder && rest.length > 0 ? folder : 'element';
}

function imports(path: string, source: string): string[] {
  const {module, errors} = parseSync(path, source);
  if (errors[0]) throw new SyntaxError(`${path}: ${errors[0].message}`);
  return [
    ...module.staticImports.map(({moduleRequest}) => moduleRequest.value),
    ...module.staticExports.flatMap(({entries}) => entries.flatMap(({moduleRequest}) => moduleRequest?.value ?? [])),
    ...module.dynamicImports.map(({moduleRequest}) => source.slice(moduleRequest.start + 1, moduleRequest.end - 1)),
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const files = readdirSync('src', {encoding: 'utf8', recursive: true})
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => `src/${file.split(sep).join('/')}`);
  const wrong = files.flatMap((file) => wrongImports(file, readFileSync(file, 'utf8')));
  for (const line of wrong) console.error(line);
  console.log(`${files.length} files, ${wrong.length} imports in the wrong direction`);
  process.exitCode = wrong.length > 0 || files.length === 0 ? 1 : 0;
}
