import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

/** Identifies what is built: a hash of the sources and of the versions of the packages in them. */
export function buildId(root = '.'): string {
  const sources = readdirSync(join(root, 'src'), {encoding: 'utf8', recursive: true})
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join('src', file))
    .sort();
  const hash = createHash('sha256');
  for (const file of [...sources, 'package-lock.json', 'package.json', 'vite.config.ts']) {
    hash.update(readFileSync(join(root, file)));
  }
  return hash.digest('base64url').slice(0, 10);
}
