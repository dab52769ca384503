import {mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path, {join} from 'node:path';
import {build} from 'vite';
import {onTestFinished} from 'vitest';

/** A merchant's project that has this package installed, and a module with this content; answers its folder. */
async function createProject(module: string): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'monime-checkout-'));
  onTestFinished(() => rm(root, {recursive: true}));
  await mkdir(join(root, 'node_modules'));
  await symlink(path.resolve('.'), join(root, 'node_modules/monime-checkout'));
  await writeFile(join(root, 'main.js'), module);
  return root;
}

/**
 * What a bundler makes of such a project: the code of `main.js` and its chunks, by their names.
 * @param conditions of the runtime that it is for, beside a browser's
 */
export async function bundle(module: string, conditions?: string[]): Promise<Map<string, string>> {
  const root = await createProject(module);
  const input = join(root, 'main.js');
  const options = {write: false, rolldownOptions: {input, output: {entryFileNames: 'main.js'}}} as const;
  const resolve = conditions ? {conditions} : {};
  const built = await build({configFile: false, root, base: './', logLevel: 'error', resolve, build: options});
  if (!('output' in built)) throw new Error('The project was not built.');
  return new Map(built.output.flatMap((part) => (part.type === 'chunk' ? [[part.fileName, part.code]] : [])));
}
