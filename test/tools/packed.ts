import {execFile} from 'node:child_process';
import {mkdir, mkdtemp, readFile, rm, symlink} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {promisify} from 'node:util';
import * as z from 'zod/mini';

const run = promisify(execFile);
const onWindows = process.platform === 'win32';
const Packed = z.tuple([z.object({filename: z.string(), files: z.array(z.object({path: z.string()}))})]);
const Package = z.object({dependencies: z.record(z.string(), z.string())});

/** The file that is published, made of what is built. */
export interface PackedFile {
  path: string;
  /** Paths of the files in it. */
  contents: string[];
  /**
   * Makes an empty project that has the package from the file installed, and beside it only what it declares to need
   * and the `peers` that are asked for: those are links to what is installed here, so that no registry is asked.
   */
  createProject(peers?: string[]): Promise<string>;
  remove(): Promise<void>;
}

export async function pack(): Promise<PackedFile> {
  const folder = await mkdtemp(join(tmpdir(), 'monime-checkout-'));
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const {stdout} = await run(onWindows ? 'npm.cmd' : 'npm', args, {shell: onWindows});
  const [{filename, files}] = Packed.parse(JSON.parse(stdout));
  const path = join(folder, filename);
  return {
    path,
    contents: files.map((file) => file.path),
    async createProject(peers = []) {
      const root = await mkdtemp(join(folder, 'project-'));
      const installed = join(root, 'node_modules/monime-checkout');
      await mkdir(installed, {recursive: true});
      await run('tar', ['-xzf', path, '-C', installed, '--strip-components=1']);
      const {dependencies} = Package.parse(JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')));
      for (const name of [...Object.keys(dependencies), ...peers]) {
        const link = join(root, 'node_modules', name);
        await mkdir(dirname(link), {recursive: true});
        await symlink(resolve('node_modules', name), link, 'junction');
      }
      return root;
    },
    remove: () => rm(folder, {recursive: true}),
  };
}
