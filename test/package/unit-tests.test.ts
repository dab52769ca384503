import {execFile} from 'node:child_process';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {fencesOf} from '../tools/fences.ts';
import {pack, type PackedFile} from '../tools/packed.ts';

/** A test that ends with an open dialog in the page. */
const CARELESS = `
import {expect, it, vi} from 'vitest';
import {showCart} from './cart';

it('removes nothing', async () => {
  vi.stubGlobal('open', () => null);
  vi.stubGlobal('fetch', async () => Response.json({}, {status: 404}));
  const checkout = showCart(document.body, {id: 'scs-1', provider: 'monime', status: 'open', lineItems: [], hostedUrl: 'https://checkout.monime.io/scs-1'});
  await vi.waitFor(() => expect(checkout.phase).toBe('ready'));
  checkout.open();
  await vi.waitFor(() => expect(document.querySelector('.monime-checkout-dialog')).not.toBeNull());
});
`;

const REACT = `
// @vitest-environment jsdom
import {createElement} from 'react';
import {createRoot} from 'react-dom/client';
import {MonimeCheckout} from 'monime-checkout/react';
import {expect, it, vi} from 'vitest';

it('shows the order', async () => {
  const session = {id: 'scs-1', provider: 'monime', status: 'open', lineItems: [], hostedUrl: 'https://checkout.monime.io/scs-1'};
  const onReady = vi.fn();
  createRoot(document.body).render(createElement(MonimeCheckout, {session, onReady}));
  await vi.waitFor(() => expect(onReady).toHaveBeenCalled(), 5000);
});
`;

/** The documented files, by path. */
const files = fencesOf('docs/unit-tests.md').flatMap(({path, code}) => (path ? [[path, code] as const] : []));

let packed: PackedFile;

/** Creates a project with these files and what the documents install. */
async function createProject(files: readonly (readonly [path: string, code: string])[]): Promise<string> {
  const project = await packed.createProject(['vitest', 'jsdom', 'happy-dom', 'react', 'react-dom']);
  for (const [path, code] of [['package.json', '{"type": "module"}'] as const, ...files])
    await writeFile(join(project, path), code);
  return project;
}

beforeAll(async () => {
  packed = await pack();
});
afterAll(() => packed.remove());

/** Runs the tests of a project with Vitest; returns what it printed. */
async function run(project: string): Promise<string> {
  const command = [join(project, 'node_modules/vitest/vitest.mjs'), 'run', '--no-color'];
  const {stdout, stderr} = await promisify(execFile)(process.execPath, command, {cwd: project}).catch((error) => error);
  return `${stdout}${stderr}`;
}

const passed = (file: string, count: number) => new RegExp(`✓ ${file} \\(${count} tests?\\)`);

describe("a merchant's unit tests of the installed package", () => {
  let output: string;
  beforeAll(async () => {
    const careless = ['jsdom', 'happy-dom'].map(
      (dom) => [`${dom}.test.ts`, `// @vitest-environment ${dom}\n${CARELESS}`] as const,
    );
    const documented = files.filter(([path]) => path !== 'vitest.config.ts');
    output = await run(await createProject([...documented, ...careless]));
  }, 120_000);

  it.each([
    ['cart.test.ts', 2],
    ['order.test.ts', 3],
  ])('pass as documented: %s', (file, count) => {
    expect(output).toMatch(passed(file, count));
    expect(output).not.toMatch(/Error/);
  });

  it.each(['jsdom', 'happy-dom'])('pass if they leave a dialog behind in %s', (dom) => {
    expect(output).toMatch(passed(`${dom}.test.ts`, 1));
    expect(output).not.toMatch(/Error/);
  });

  it('pass with the React component and the documented configuration', async () => {
    const own = files.filter(([path]) => !path.endsWith('.test.ts'));
    expect(await run(await createProject([...own, ['react.test.js', REACT]]))).toMatch(passed('react.test.js', 1));
  });
});
