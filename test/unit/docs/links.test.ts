import {existsSync, readFileSync} from 'node:fs';
import {dirname, join, posix} from 'node:path';
import {describe, expect, it} from 'vitest';
import {anchorsIn, linksIn} from '../../../build/anchors.ts';
import {documents, ROOT} from '../../tools/fences.ts';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** What is wrong with the links of a document within the package. */
function broken(file: string): string[] {
  return linksIn(read(file)).flatMap((link) => {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? file : posix.join(dirname(file), path);
    if (!existsSync(join(ROOT, target))) return [`there is no ${link}`];
    return anchor === undefined || anchorsIn(read(target)).includes(anchor) ? [] : [`there is no section ${link}`];
  });
}

describe('the documents', () => {
  it.each(documents())('link to what is there: %s', (file) => {
    expect(broken(file)).toEqual([]);
  });

  it('are all in the index', () => {
    const listed = linksIn(read('docs/README.md')).map((link) => posix.join('docs', link));
    expect(documents().filter((file) => file.startsWith('docs/') && file !== 'docs/README.md')).toEqual(
      listed.filter((file) => file.startsWith('docs/')).toSorted(),
    );
  });

  it('are anchored as hosts of code do it', () => {
    const page = '# A `monime()` call\n\n## Twice\n\n```sh\n# no heading\n```\n\n## Twice\n';
    expect(anchorsIn(page)).toEqual(['a-monime-call', 'twice', 'twice-1']);
  });
});
