/**
 * Reported: `HTMLElement is not defined`, or `window`, as soon as a server imports a package for browsers.
 * https://github.com/stenciljs/core/issues/3101
 * https://github.com/Adyen/adyen-web/issues/233
 */
import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {createContext, runInContext} from 'node:vm';
import {expect, it} from 'vitest';
import {bundle} from '../../e2e/bundle.ts';

/** What runtimes such as workerd have: the web's globals, no DOM, and nothing of Node's. */
const WEB = [
  'fetch',
  'Headers',
  'Request',
  'Response',
  'URL',
  'URLSearchParams',
  'Event',
  'AbortController',
  'AbortSignal',
]
  .concat(['TextEncoder', 'TextDecoder', 'crypto', 'performance', 'atob', 'btoa', 'structuredClone', 'console'])
  .concat(['setTimeout', 'clearTimeout']);

it.each(['workerd', 'edge-light'])('can be imported where there is neither DOM nor Node: %s', async (condition) => {
  const module = `import * as widget from 'monime-checkout';
    import 'monime-checkout/define';
    import {createCheckout, monime} from 'monime-checkout/server';
    globalThis.names = Object.keys(widget).join();
    const provider = monime({token: 'mon_test_1', spaceId: 'spc-1'});
    const {fetch} = createCheckout({provider, origin: 'http://localhost', basePath: '/checkout'});
    globalThis.answer = fetch(new Request('http://localhost/checkout/sessions/none'));`;
  const code = (await bundle(module, [condition])).get('main.js') ?? '';
  const context = createContext(Object.fromEntries(WEB.map((name) => [name, Reflect.get(globalThis, name)])));
  await runInContext(`(async () => {${code}})()`, context);
  const names = "console.log(Object.keys(await import('monime-checkout')).join())";
  const {stdout} = await promisify(execFile)('node', ['--input-type=module', '--eval', names]);
  expect(runInContext('names', context)).toBe(stdout.trim());
  expect((await runInContext('answer', context)).status).toBe(400);
});
