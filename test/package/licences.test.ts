import {readdirSync, readFileSync} from 'node:fs';
import * as z from 'zod/mini';
import {describe, expect, it} from 'vitest';

const Lock = z.object({
  packages: z.record(z.string(), z.object({license: z.optional(z.string()), dev: z.optional(z.boolean())})),
});
const SourceMap = z.object({sources: z.array(z.string())});

/** Name and text by package, as the notices have them. */
const notices = new Map(
  readFileSync('dist/THIRD-PARTY-NOTICES.md', 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf(' - ')), section.slice(section.indexOf('\n')).trim()]),
);

/** Packages of which code stands in what is built. */
const bundled = new Set(
  readdirSync('dist', {encoding: 'utf8', recursive: true})
    .filter((path) => path.endsWith('.map'))
    .flatMap((path) => SourceMap.parse(JSON.parse(readFileSync(`dist/${path}`, 'utf8'))).sources)
    .flatMap((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []),
);

describe('licences', () => {
  it('are known of all that is installed with the package', async () => {
    const {packages} = Lock.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
    const lines = Object.entries(packages)
      .filter(([path, {dev}]) => path !== '' && !dev)
      .map(([path, {license}]) => `${path.replace(/^node_modules\//, '')} ${license ?? 'without a licence'}`);
    await expect(`${lines.toSorted().join('\n')}\n`).toMatchFileSnapshot('licences.txt');
  });

  it('go with the code that is bundled', () => {
    expect([...bundled].toSorted()).toContain('lit-html');
    const isNotice = /copyright .*permi(ssion|tted)/is;
    expect([...bundled].filter((name) => !isNotice.test(notices.get(name) ?? ''))).toEqual([]);
  });
});
