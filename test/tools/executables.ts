import {accessSync, constants, readdirSync, statSync} from 'node:fs';
import {homedir} from 'node:os';
import {delimiter, join} from 'node:path';

export interface Executable {
  /** Environment variables that may name it; the first one set wins. */
  variables: string[];
  /** Names to look for on the PATH. */
  commands: string[];
  /** Full paths that installers use. */
  places: string[];
}

/**
 * Path of an executable, or undefined where there is none.
 * @throws {Error} where an environment variable names something else
 */
export function findExecutable({variables, commands, places}: Executable): string | undefined {
  const variable = variables.find((name) => process.env[name]);
  if (variable) {
    const path = process.env[variable] ?? '';
    if (!isExecutable(path)) throw new Error(`${variable} is ${path}, which is no executable file.`);
    return path;
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const onPath = commands.flatMap((command) => folders.map((folder) => join(folder, command)));
  return [...onPath, ...places].find(isExecutable);
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Where macOS keeps what is in an app of this name. */
export const macApps = (app: string, command = app): string[] =>
  process.platform === 'darwin'
    ? ['/', homedir()].map((root) => join(root, `Applications/${app}.app/Contents/MacOS/${command}`))
    : [];

/** Where Windows keeps the programs of all and of one user. */
export const windowsApps = (suffix: string): string[] =>
  ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    .flatMap((name) => process.env[name] ?? [])
    .map((root) => join(root, suffix));

/** Where Linux distributions keep what a library brings along for itself. */
export const libraryPrograms = (path: string): string[] =>
  process.platform === 'linux'
    ? ['/usr/libexec', '/usr/lib64', '/usr/lib', ...subfolders('/usr/lib')].map((folder) => join(folder, path))
    : [];

const subfolders = (folder: string): string[] =>
  readdirSync(folder, {withFileTypes: true}).flatMap((entry) => (entry.isDirectory() ? join(folder, entry.name) : []));
