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

let packed: PackedFile;
let project: string;

beforeAll(async () => {
  packed = await pack();
  project = await packed.createProject(['vitest', 'jsdom', 'happy-dom']);
  for (const {path, code} of fencesOf('docs/unit-tests.md')) if (path) await writeFile(join(project, path), code);
  for (const dom of ['jsdom', 'happy-dom'])
    await writeFile(join(project, `careless-${dom}.test.ts`), `// @vitest-environment ${dom}\n${CARELESS}`);
  await writeFile(join(project, 'package.json'), JSON.stringify({type: 'module'}));
});
afterAll(() => packed.remove());

/** Runs Vitest in the project; returns what it printed. */
async function run(file: string): Promise<string> {
  const command = [join(project, 'node_modules/vitest/vitest.mjs'), 'run', '--no-color', file];
  const {stdout, stderr} = await promisify(execFile)(process.execPath, command, {cwd: project}).catch((error) => error);
  return `${stdout}${stderr}`;
}

describe("a merchant's unit tests of the installed package", () => {
  it.each([
    ['cart.test.ts', 2],
    ['order.test.ts', 3],
    ['careless-jsdom.test.ts', 1],
    ['careless-happy-dom.test.ts', 1],
  ])('pass, as documented: %s', async (file, count) => {
    const output = await run(file);
    expect(output).toMatch(new RegExp(`Tests +${count} passed \\(${count}\\)`));
    expect(output).not.toMatch(/Error/);
  });
});
