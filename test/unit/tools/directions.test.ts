import {describe, expect, it} from 'vitest';
import {wrongImports} from '../../tools/directions.ts';

describe('wrongImports', () => {
  it.each([
    ['src/core/money.ts', `import {CheckoutError} from './error.ts'; import * as z from 'zod/mini';`],
    ['src/widget/surfaces/frame.ts', `import type {Locale} from '../locales/en.ts'; import {html} from 'lit';`],
    ['src/widget/element/monime-checkout.ts', `import './events.ts'; import {summary} from './views/summary.ts';`],
    ['src/server/index.ts', `import {Hono} from 'hono'; export * from '../providers/monime.ts';`],
  ])('lets %s import what lies below it', (path, source) => {
    expect(wrongImports(path, source)).toEqual([]);
  });

  it.each([
    ['src/core/session.ts', `import {read} from '../providers/monime.ts';`],
    ['src/core/money.ts', `import {html} from 'lit';`],
    ['src/widget/surfaces/popup.ts', `import type {Provider} from '../providers/provider.ts';`],
    ['src/widget/outcome/poller.ts', `export {read} from '../client/request.ts';`],
    ['src/widget/views/summary.ts', `import '../monime-checkout.ts';`],
    ['src/widget/controller/checkout-controller.ts', `await import('./server/index.ts');`],
    ['src/widget/controller/checkout-controller.ts', `import {createHash} from 'node:crypto';`],
    ['src/widget/element/monime-checkout.ts', `import {cart} from '../demo/cart.ts';`],
    ['src/server/index.ts', `import {createSandbox} from '../sandbox/index.ts';`],
    ['src/sandbox/index.ts', `import '../monime-checkout.ts';`],
    ['src/attic/old.ts', ''],
  ])('refuses in %s: %s', (path, source) => {
    expect(wrongImports(path, source)).toHaveLength(1);
  });
});
