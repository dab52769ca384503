import {describe, expect, it} from 'vitest';
import {circles, wrongImports} from '../../tools/directions.ts';

describe('wrongImports', () => {
  it.each([
    ['src/core/money.ts', `import {CheckoutError} from './error.ts'; import * as z from 'zod/mini';`],
    ['src/widget/surfaces/frame.ts', `import {lockScroll} from '../dom/scroll-lock.ts'; import {html} from 'lit';`],
    [
      'src/widget/element/monime-checkout.ts',
      `import '../events.ts'; import type {A} from '../order-card/order-card.ts';`,
    ],
    ['src/widget/controller/lazy-modules.ts', `import('../flow/index.ts');`],
    ['src/widget/controller/session-reader.ts', `import type {ReadContext} from '../../providers/read-context.ts';`],
    ['src/server/routes/sessions.ts', `import {Hono} from 'hono'; import {a} from '../stores/store.ts';`],
    ['src/server/index.ts', `import {Hono} from 'hono'; export * from '../providers/monime.ts';`],
  ])('lets %s import what lies below it', (path, source) => {
    expect(wrongImports(path, source)).toEqual([]);
  });

  it.each([
    ['src/core/session.ts', `import {read} from '../providers/monime.ts';`],
    ['src/core/money.ts', `import {html} from 'lit';`],
    ['src/widget/surfaces/popup.ts', `import type {Parts} from '../views/surface-model.ts';`],
    ['src/widget/outcome/poller.ts', `export {read} from '../client/request.ts';`],
    ['src/widget/views/summary.ts', `import '../element/monime-checkout.ts';`],
    ['src/widget/order-card/order-card.ts', `import type {A} from '../controller/checkout-host.ts';`],
    ['src/widget/flow/open-surface.ts', `import type {OrderCard} from '../order-card/order-card.ts';`],
    ['src/widget/controller/checkout-controller.ts', `import {readMonime} from '../../providers/monime.ts';`],
    ['src/widget/controller/checkout-controller.ts', `await import('../flow/index.ts');`],
    ['src/widget/controller/checkout-controller.ts', `import type {A} from '../flow/index.ts';`],
    ['src/index.ts', `import {OrderCard} from './widget/order-card/index.ts';`],
    ['src/widget/controller/checkout-controller.ts', `await import('../../server/index.ts');`],
    ['src/widget/controller/checkout-controller.ts', `import {createHash} from 'node:crypto';`],
    ['src/widget/element/monime-checkout.ts', `import {cart} from '../../../demo/cart.ts';`],
    ['src/server/orders/settlement.ts', `import {errorResponse} from '../routes/error-response.ts';`],
    ['src/server/routes/returns.ts', `import {sessionScript} from '../rendering/session-script.ts';`],
    ['src/server/adapters/monime.ts', `import {createSandbox} from '../../sandbox/index.ts';`],
    ['src/sandbox/index.ts', `import '../widget/element/monime-checkout.ts';`],
    ['src/attic/old.ts', ''],
    ['src/server/old.ts', ''],
  ])('refuses in %s: %s', (path, source) => {
    expect(wrongImports(path, source)).toHaveLength(1);
  });
});

describe('circles', () => {
  const files = (sources: Record<string, string>) => new Map(Object.entries(sources));

  it.each([
    ['values', `import {a} from './b.ts';`, `import {b} from './a.ts';`],
    ['types', `import type {A} from './b.ts';`, `export type {B} from './a.ts';`],
    ['import()', `import('./b.ts');`, `import {b} from './a.ts';`],
  ])('finds one through %s', (_, a, b) => {
    expect(circles(files({'src/a.ts': a, 'src/b.ts': b}))).toEqual([['src/a.ts', 'src/b.ts', 'src/a.ts']]);
  });

  it('finds none where two files import a third', () => {
    const c = `import {c} from './c.ts';`;
    expect(circles(files({'src/a.ts': `${c} import './b.ts';`, 'src/b.ts': c, 'src/c.ts': ''}))).toEqual([]);
  });
});
