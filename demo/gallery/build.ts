import {cp, mkdir, rm, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'vite';
import {docPages} from './docs/pages.ts';
import {SEARCH_INDEX, searchIndex} from './docs/search-index.ts';
import {fileOf, linkFrom, staticHtml, staticPages} from './static/pages.ts';

const packageRoot = fileURLToPath(new URL('../..', import.meta.url));
const here = fileURLToPath(new URL('./static', import.meta.url));

/** The service worker: server halves and sandbox in one classic script. */
async function buildWorker(folder: string): Promise<void> {
  await build({
    configFile: false,
    root: packageRoot,
    logLevel: 'warn',
    publicDir: false,
    resolve: {alias: [{find: /^node:(events|timers\/promises|crypto)$/, replacement: join(here, 'node-shims.ts')}]},
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'es2022',
      lib: {entry: join(here, 'worker.js'), formats: ['iife'], name: 'gallery', fileName: () => 'worker.js'},
    },
  });
}

/**
 * Writes the gallery as a site that any server of files can serve, under any path. The package must be built.
 * @param folder is made anew
 */
export async function buildGallery(folder: string): Promise<void> {
  await rm(folder, {recursive: true, force: true});
  await mkdir(folder, {recursive: true});
  const copy = (from: string, to: string) => cp(join(packageRoot, from), join(folder, to), {recursive: true});
  const write = async (name: string, text: string) => {
    const file = join(folder, name);
    await mkdir(dirname(file), {recursive: true});
    await writeFile(file, text);
  };
  const index = SEARCH_INDEX.slice(1);
  await Promise.all([
    copy('demo/public', 'public'),
    copy('dist/monime-checkout.js', 'widget/monime-checkout.js'),
    copy('dist/chunks', 'widget/chunks'),
    copy('docs/pictures', 'gallery/docs/pictures'),
    ...['static.js', 'static.css'].map((name) => cp(join(here, name), join(folder, name))),
    buildWorker(folder),
    ...[...staticPages, ...docPages()].map(async ([path, page]) => write(fileOf(path), await staticHtml(path, page()))),
    write(index, JSON.stringify(searchIndex((path) => linkFrom(index, fileOf(path))))),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = join(packageRoot, 'dist-gallery');
  await buildGallery(folder);
  console.log(`The gallery stands in ${folder}: serve it with any server of files.`);
}
