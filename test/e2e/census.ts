import type {CDPSession, Page} from 'puppeteer-core';

/** Counts the page's timers, which the browser does not. Before the page is opened. */
export async function countTimers(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    const pending = new Set<unknown>();
    Reflect.set(globalThis, 'pendingTimers', pending);
    const {setTimeout: start, clearTimeout: stop, setInterval: startMany, clearInterval: stopMany} = globalThis;
    globalThis.setTimeout = Object.assign((callback: () => void, delay?: number) => {
      const timer = start(() => {
        pending.delete(timer);
        callback();
      }, delay);
      pending.add(timer);
      return timer;
    }, start);
    globalThis.setInterval = Object.assign((callback: () => void, delay?: number) => {
      const timer = startMany(callback, delay);
      pending.add(timer);
      return timer;
    }, startMany);
    globalThis.clearTimeout = (timer) => {
      pending.delete(timer);
      stop(timer);
    };
    globalThis.clearInterval = (timer) => {
      pending.delete(timer);
      stopMany(timer);
    };
  });
}

/** Evaluates as the page's own script would, without a click behind it: else `open()` opens windows. */
export async function evaluate(page: Page, expression: string): Promise<unknown> {
  const devtools = await page.createCDPSession();
  const {result, exceptionDetails} = await devtools.send('Runtime.evaluate', {expression, awaitPromise: true});
  await devtools.detach();
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

export async function timersOf(page: Page): Promise<number> {
  return Number(await evaluate(page, 'pendingTimers.size'));
}

/** Who listens to window and document, and to any media query, but for those who overhear the widget. */
export async function listenersOf(page: Page): Promise<string[]> {
  const devtools = await page.createCDPSession();
  const found = [
    ...(await listenersTo(devtools, 'window')),
    ...(await listenersTo(devtools, 'document')),
    ...(await listenersToMediaQueries(devtools)),
  ];
  await devtools.detach();
  return found.filter((listener) => !listener.includes('monime-'));
}

async function objectId(devtools: CDPSession, expression: string): Promise<string> {
  const {result} = await devtools.send('Runtime.evaluate', {expression});
  if (result.objectId === undefined) throw new Error(`${expression} is no object.`);
  return result.objectId;
}

async function listenersTo(devtools: CDPSession, expression: string): Promise<string[]> {
  const {listeners} = await devtools.send('DOMDebugger.getEventListeners', {
    objectId: await objectId(devtools, expression),
  });
  return listeners.map(({type}) => `${expression} ${type}`);
}

async function listenersToMediaQueries(devtools: CDPSession): Promise<string[]> {
  const prototypeObjectId = await objectId(devtools, 'MediaQueryList.prototype');
  const {objects} = await devtools.send('Runtime.queryObjects', {prototypeObjectId});
  const {result} = await devtools.send('Runtime.getProperties', {
    objectId: objects.objectId ?? '',
    ownProperties: true,
  });
  const found: string[] = [];
  for (const {name, value} of result) {
    if (!/^\d+$/.test(name) || value?.objectId === undefined) continue;
    const {listeners} = await devtools.send('DOMDebugger.getEventListeners', {objectId: value.objectId});
    found.push(...listeners.map(({type}) => `a media query ${type}`));
  }
  return found;
}
