import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parseSync} from 'vite';

/**
 * The files and all that they import statically: what the browser fetches before their first line runs.
 * @throws {Error} where a file is not there, or imports what no browser finds by itself
 */
export function withStaticImports(dist: string, files: string[]): string[] {
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
  return [...found];
}

/**
 * The file of a chunk: its name is the file's, without the hash.
 * @throws {Error} where there is not exactly one
 */
export function chunkFile(dist: string, name: string, folder = 'chunks'): string {
  const pattern = new RegExp(`^${name}-[\\w-]{8}\\.js$`);
  const [file, ...others] = readdirSync(join(dist, folder)).filter((candidate) => pattern.test(candidate));
  if (!file || others.length > 0) throw new Error(`${file ? 'several chunks are' : 'no chunk is'} named ${name}`);
  return `${folder}/${file}`;
}
