import {expect, it} from 'vitest';
import {testsOfEntries} from '../tools/built.ts';

const found = new Set(testsOfEntries(/./));

it.each([
  ['the server half', 'test/unit/server/order.test.ts'],
  ['the server half with a store of the test', 'test/regressions/an-order-is-paid-twice.test.ts'],
  ['the sandbox', 'test/unit/sandbox/hosted.test.ts'],
  ["the readers of a provider's JSON", 'test/unit/providers/providers.test.ts'],
  ['the endpoint and its contract', 'test/unit/contract/server.test.ts'],
  ['the Redis store', 'test/unit/server/instances.test.ts'],
  ['what renders orders', 'test/unit/server/rendering/render-checkout.test.ts'],
  ['the widget', 'test/browser/paying.test.ts'],
  ['the widget with a download stage', 'test/browser/preload.test.ts'],
])('a test of %s runs on the built files', (_, file) => {
  expect(found).toContain(file);
});

it.each([
  ['an internal module', 'test/unit/server/turn-queue.test.ts'],
  ['an internal module, through a helper', 'test/unit/server/orders/due.test.ts'],
  ['no entry', 'test/unit/docs/links.test.ts'],
  ['only pure functions', 'test/unit/core/state.test.ts'],
])('a test that imports %s does not', (_, file) => {
  expect(found).not.toContain(file);
});
