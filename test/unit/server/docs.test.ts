import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';

function blocksOf(document: string): string[] {
  const page = readFileSync(new URL(`../../../docs/${document}`, import.meta.url), 'utf8');
  return [...page.matchAll(/^```(?:tsx?|jsx)\n(.*?)^```/gms)].map(([, code = '']) => code);
}

const blocks = blocksOf('server.md');

/** An example as a merchant writes it. */
function example(name: string): string {
  return readFileSync(new URL(`../../server/examples/${name}.ts`, import.meta.url), 'utf8')
    .replaceAll(/(\.\.\/)+src\/server\/index\.ts/g, 'monime-checkout/server')
    .replaceAll('../../../src/server/stores/redis.ts', 'monime-checkout/server/redis')
    .replaceAll('./task.ts', './task')
    .replaceAll('./checkout.ts', name === 'next' ? '../../../lib/checkout' : './checkout');
}

/** Lines with something on them. */
function linesOf(code: string): number {
  return code.split('\n').filter((line) => line.trim() !== '').length;
}

describe('docs/server.md', () => {
  it.each(['express', 'checkout', 'next', 'hono', 'node', 'lambda', 'redis'])(
    'shows the example %s as it is run',
    (name) => {
      expect(blocks).toContain(example(name));
    },
  );

  it('gets from nothing to a paid order in less than twenty lines', () => {
    expect(linesOf(example('express'))).toBeLessThan(20);
    const orderPage = blocks.find((code) => code.includes('OrderPage')) ?? '';
    expect(orderPage).toContain('<monime-checkout');
    expect(linesOf(example('checkout') + example('next') + orderPage)).toBeLessThan(20);
  });
});

describe('docs/fulfilment.md', () => {
  // test/stores/fulfilment.test.ts runs them.
  it.each(['task', 'postgres', 'mysql', 'sqlite'])('shows the recipe %s as it is run', (name) => {
    expect(blocksOf('fulfilment.md')).toContain(example(`fulfilment/${name}`));
  });
});
