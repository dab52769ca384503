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

/** Runs a test with Vitest; returns what it printed. */
async function run(project: string, file: string): Promise<string> {
  const command = [join(project, 'node_modules/vitest/vitest.mjs'), 'run', '--no-color', file];
  const {stdout, stderr} = await promisify(execFile)(process.execPath, command, {cwd: project}).catch((error) => error);
  return `${stdout}${stderr}`;
}

const passed = (count: number) => new RegExp(`Tests +${count} passed \\(${count}\\)`);

describe("a merchant's unit tests of the installed package", () => {
  it.each([
    ['cart.test.ts', 2],
    ['order.test.ts', 3],
  ])('pass as documented: %s', async (file, count) => {
    const project = await createProject(files.filter(([path]) => path !== 'vitest.config.ts'));
    const output = await run(project, file);
    expect(output).toMatch(passed(count));
    expect(output).not.toMatch(/Error/);
  });

  it.each(['jsdom', 'happy-dom'])('pass if they leave a dialog behind in %s', async (dom) => {
    const careless = ['careless.test.ts', `// @vitest-environment ${dom}\n${CARELESS}`] as const;
    const output = await run(
      await createProject([...files.filter(([path]) => path === 'cart.ts'), careless]),
      careless[0],
    );
    expect(output).toMatch(passed(1));
    expect(output).not.toMatch(/Error/);
  });

  it('pass with the React component and the documented configuration', async () => {
    const project = await createProject([...files, ['react.test.js', REACT]]);
    expect(await run(project, 'react.test.js')).toMatch(passed(1));
  });
});
