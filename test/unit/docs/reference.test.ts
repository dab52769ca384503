import {readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import {readManifest} from '../../../build/manifest.ts';
import {REFERENCE, reference} from '../../../build/reference.ts';

it('docs/reference.md says what the element has; npm run docs:reference writes it anew', async () => {
  expect(readFileSync(REFERENCE, 'utf8')).toBe(await reference());
});

it('docs/reference.md changes with every description', async () => {
  const {cssStates, ...manifest} = readManifest();
  const [first = {name: '', description: ''}, ...others] = cssStates;
  const changed = {...manifest, cssStates: [{...first, description: 'Waits | sleeps.'}, ...others]};
  expect(await reference(changed)).toMatch(/\| `idle` +\| Waits \\\| sleeps\. /);
});
