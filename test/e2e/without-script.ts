import {launch, type Page} from 'puppeteer-core';
import {expect} from 'vitest';
import {firefox, firefoxOptions, webkit, type WebKit} from '../tools/browser.ts';
import {freePort, WebKitDriver} from '../tools/webkit-driver.ts';

/** Milliseconds after which a page that is awaited will not come any more. */
const PATIENCE = 20_000;
/** WebDriver's name for the id of an element or a shadow root in its JSON. */
const idOf = (reference: object): string => String(Object.values(reference)[0]);

/** A browser whose customer has turned JavaScript on or off; it stays so as long as the browser runs. */
export interface PlainBrowser {
  goto(url: string): Promise<void>;
  /** Evaluates an expression as the browser's own tools do, which the customer's setting does not keep from it. */
  evaluate(expression: string): Promise<unknown>;
  click(x: number, y: number): Promise<void>;
  type(text: string): Promise<void>;
  /** Whether the accessibility tree has what the selector finds in the order, under this role and name. */
  hasAccessible(selector: string, role: string, name: string): Promise<boolean>;
  close(): Promise<void>;
}

async function startFirefox(path: string, hasScripts: boolean): Promise<PlainBrowser> {
  const options = firefoxOptions(path);
  const extraPrefsFirefox = {...options.extraPrefsFirefox, 'javascript.enabled': hasScripts};
  // Nothing is scrolled on a page this high: a busy Firefox presses what was at a place before it scrolled.
  const defaultViewport = {width: 800, height: 2000};
  const browser = await launch({...options, extraPrefsFirefox, defaultViewport});
  const page: Page = await browser.newPage();
  return {
    goto: async (url) => void (await page.goto(url)),
    evaluate: (expression) => page.evaluate(expression),
    click: (x, y) => page.mouse.click(x, y),
    type: (text) => page.keyboard.type(text),
    hasAccessible: async (selector, role, name) => {
      const find = `document.querySelector('monime-checkout').shadowRoot.querySelector('${selector}').parentElement`;
      const parent = (await page.evaluateHandle(find)).asElement();
      if (!parent) return false;
      // Puppeteer's selectors run code in the page and wait for it, which needs scripts.
      const found: AsyncIterable<unknown> = Reflect.apply(Reflect.get(parent, 'queryAXTree'), parent, [name, role]);
      return (await found[Symbol.asyncIterator]().next()).done !== true;
    },
    close: () => browser.close(),
  };
}

async function startWebKit(paths: WebKit, hasScripts: boolean): Promise<PlainBrowser> {
  const driver = new WebKitDriver(paths, await freePort());
  await driver.start();
  const call = async (method: string, path: string, body?: object) => {
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(driver.url + path, {method, signal, ...(body && {body: JSON.stringify(body)})});
    const {value} = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(value)}`);
    return value;
  };
  const args = ['--automation', `--enable-javascript=${hasScripts}`];
  const alwaysMatch = {'webkitgtk:browserOptions': {binary: paths.browser, args}};
  const {sessionId} = await call('POST', '/session', {capabilities: {alwaysMatch}});
  const session = `/session/${sessionId}`;
  const find = async (path: string, value: string) =>
    idOf(await call('POST', `${session}${path}/element`, {using: 'css selector', value}));
  return {
    goto: (url) => call('POST', `${session}/url`, {url}),
    evaluate: (expression) => call('POST', `${session}/execute/sync`, {script: `return ${expression}`, args: []}),
    click: (x, y) => {
      const press = [
        {type: 'pointerMove', duration: 0, x, y},
        {type: 'pointerDown', button: 0},
      ];
      const actions = [{type: 'pointer', id: 'mouse', actions: [...press, {type: 'pointerUp', button: 0}]}];
      return call('POST', `${session}/actions`, {actions});
    },
    type: (text) => {
      const keys = [...text].flatMap((value) => [
        {type: 'keyDown', value},
        {type: 'keyUp', value},
      ]);
      return call('POST', `${session}/actions`, {actions: [{type: 'key', id: 'keyboard', actions: keys}]});
    },
    hasAccessible: async (selector, role, name) => {
      const host = await find('', 'monime-checkout');
      const root = idOf(await call('GET', `${session}/element/${host}/shadow`));
      const element = `${session}/element/${await find(`/shadow/${root}`, selector)}`;
      return (
        (await call('GET', `${element}/computedrole`)) === role &&
        (await call('GET', `${element}/computedlabel`)) === name
      );
    },
    close: async () => {
      await call('DELETE', session).finally(() => driver.end());
    },
  };
}

/** Starts browsers with JavaScript on or off; null if the engine is not here. */
export async function plainEngine(engine: 'Firefox' | 'WebKit') {
  const isInstalled = Boolean(process.env['CI']);
  if (engine === 'Firefox') {
    const path = await firefox(isInstalled);
    return path === undefined ? null : (hasScripts: boolean) => startFirefox(path, hasScripts);
  }
  const paths = await webkit(isInstalled);
  return paths === undefined ? null : (hasScripts: boolean) => startWebKit(paths, hasScripts);
}

/** Presses the middle of what an expression finds, as soon as it is there. */
export async function pressOn(browser: PlainBrowser, expression: string): Promise<void> {
  await expect.poll(() => browser.evaluate(`Boolean(${expression})`), {timeout: PATIENCE}).toBe(true);
  await browser.evaluate(`${expression}.scrollIntoView({block: 'center'})`);
  const box = `JSON.stringify(${expression}.getBoundingClientRect())`;
  const {left, top, width, height} = JSON.parse(String(await browser.evaluate(box)));
  await browser.click(Math.round(left + width / 2), Math.round(top + height / 2));
}

/** Waits until the value of an expression contains a text. */
export async function becomes(browser: PlainBrowser, expression: string, text: string): Promise<void> {
  await expect.poll(() => browser.evaluate(expression), {timeout: PATIENCE}).toContain(text);
}
