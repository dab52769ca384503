import axe from 'axe-core';
import type {Page} from 'puppeteer-core';
import {beforeAll, describe, expect, it} from 'vitest';
import {docPages} from '../../demo/gallery/docs/pages.ts';
import {fileOf} from '../../demo/gallery/static/pages.ts';
import type {Customer} from './customer.ts';
import {letCustomersIn} from './customers.ts';
import {openStaticSite} from './open-static-site.ts';
import {watch} from './requests.ts';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const enter = letCustomersIn();
const url = openStaticSite();
const PHONE = {width: 320, height: 640};

async function open(page: Page, file: string): Promise<void> {
  await page.goto(url(file));
  await page.waitForSelector('html[data-started]');
}

async function enterOnPhone(file: string): Promise<Customer> {
  const customer = await enter();
  await customer.page.setViewport(PHONE);
  await open(customer.page, file);
  return customer;
}

/** Marks the first element of each kind that has text; elements of a kind match the same rules of the style sheets. */
function markKinds(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const kinds = new Map<string, HTMLElement>();
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      if (![...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim())) continue;
      const names: string[] = [];
      for (let at: Element | null = element; at; at = at.parentElement) names.push(`${at.localName}.${at.className}`);
      const kind = names.join(' ');
      if (!kinds.has(kind)) kinds.set(kind, element);
    }
    for (const [kind, element] of kinds) element.dataset['kind'] = kind;
    return [...kinds.keys()];
  });
}

/** What axe finds in the page; of its colours, those of kinds of elements that were not seen yet, in light and dark. */
async function findings(page: Page, seen: Set<string>): Promise<string[]> {
  await page.evaluate(axe.source);
  const run = async (title: string, context: axe.ElementContext, options: axe.RunOptions) => {
    const {violations} = await page.evaluate((...asked) => window.axe.run(...asked), context, options);
    return violations.map(({id, nodes}) => `${title}: ${id} in ${nodes.map(({html}) => html).join('; ')}`);
  };
  const rules = {'color-contrast': {enabled: false}, 'target-size': {enabled: true}};
  const found = await run('page', 'html', {rules, resultTypes: ['violations']});
  const kinds = (await markKinds(page)).filter((kind) => !seen.has(kind));
  if (kinds.length === 0) return found;
  for (const kind of kinds) seen.add(kind);
  for (const value of ['light', 'dark']) {
    await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value}]);
    const include = kinds.map((kind) => `[data-kind="${kind}"]`);
    found.push(...(await run(value, {include}, {runOnly: ['color-contrast'], resultTypes: ['violations']})));
  }
  return found;
}

/** What a page contains, with its table of contents open. */
function read(page: Page) {
  return page.evaluate(() => {
    document.querySelector('.toc details')?.setAttribute('open', '');
    const links = [...document.querySelectorAll('a')];
    const headings = [...document.querySelectorAll('.document :is(h2, h3)')];
    return {
      links: links.map(({href}) => href),
      contents: links.filter((link) => link.closest('.toc')).map(({hash, textContent}) => [hash, textContent]),
      headings: headings.map(({id, textContent}) => [`#${id}`, textContent]),
      listings: [...document.querySelectorAll('.document pre')].map(
        (code) => code.previousElementSibling?.querySelectorAll('button').length,
      ),
      width: document.documentElement.scrollWidth,
    };
  });
}

describe('each page of the docs, at 320 px', () => {
  const pages = new Map<string, Awaited<ReturnType<typeof read>> & {found: string[]}>();

  beforeAll(async () => {
    const files = [...docPages().keys()].map(fileOf).values();
    const seen = new Set<string>();
    const visit = async ({page}: Customer) => {
      await page.setViewport(PHONE);
      for (const file of files) {
        await open(page, file);
        const content = await read(page);
        pages.set(file, {...content, found: await findings(page, seen)});
      }
    };
    const customer = await enter();
    await Promise.all([customer, await customer.openTab()].map(visit));
  }, 180_000);

  it('passes axe in light and dark', () => {
    const found = [...pages].flatMap(([file, {found}]) => found.map((finding) => `${file}: ${finding}`));
    expect(found).toEqual([]);
    expect(pages.size).toBeGreaterThan(50);
  });

  it('does not scroll sideways', () => {
    expect([...pages].filter(([, {width}]) => width > PHONE.width).map(([file]) => file)).toEqual([]);
  });

  it('has each heading in its table of contents', () => {
    for (const [file, {contents, headings}] of pages) expect([file, contents]).toEqual([file, headings]);
    expect([...pages.values()].filter(({contents}) => contents.length > 1).length).toBeGreaterThan(50);
  });

  it('has a button at each block of code', () => {
    expect(new Set([...pages.values()].flatMap(({listings}) => listings))).toEqual(new Set([1]));
  });

  it('links only to pages and anchors that are there', async () => {
    const links = new Set([...pages.values()].flatMap((page) => page.links));
    const own = [...links].filter((link) => link.startsWith(url('')));
    const targets = new Map<string, string>();
    for (const target of new Set(own.map((link) => link.replace(/#.*/, '')))) {
      const response = await fetch(target);
      targets.set(target, response.ok ? await response.text() : '');
    }
    const broken = own.filter((link) => {
      const [target = '', anchor] = link.split('#');
      const html = targets.get(target) ?? '';
      return html === '' || (anchor !== undefined && !html.includes(` id="${decodeURIComponent(anchor)}"`));
    });
    expect(broken).toEqual([]);
    const others = [...links].filter((link) => !own.includes(link));
    // A reader of a quick start has a server there.
    expect(others.filter((link) => !/^https:|^http:\/\/localhost:\d/.test(link))).toEqual([]);
  });
});

/** Types into the search, and waits for what it tells. */
async function search(page: Page, query: string, answer: RegExp): Promise<void> {
  await page.locator('.search input').fill(query);
  await expect.poll(() => page.$eval('.search [role="status"]', ({textContent}) => textContent)).toMatch(answer);
}

/** Waits until the heading with this id is what the window begins with. */
async function reads(page: Page, id: string): Promise<void> {
  await page.waitForFunction(
    (asked) => {
      const {top = -1} = document.getElementById(asked)?.getBoundingClientRect() ?? {};
      return location.hash === `#${asked}` && top >= 0 && top < 40;
    },
    {},
    id,
  );
}

describe('the search', () => {
  it('is found, used and left by keyboard', async () => {
    const {page} = await enterOnPhone('gallery/docs.html');
    const {keyboard} = page;
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.matches('[type="search"]'))).toBe(true);
    await search(page, 'nosuchword', /^No results$/);
    await keyboard.press('Escape');
    expect(await page.$eval('.search input', ({value}) => value)).toBe('');
    await search(page, 'idempotency keys', /^\d+ results|^The best 20 of \d+ results$/);
    await keyboard.press('ArrowDown');
    await Promise.all([page.waitForNavigation(), keyboard.press('Enter')]);
    expect(page.url()).toBe(url('gallery/docs/endpoint.html#idempotency-keys'));
    await reads(page, 'idempotency-keys');
  });

  it('passes axe with results, which stay on the screen, in light and dark', async () => {
    const {page} = await enterOnPhone('gallery/docs/csp.html');
    await search(page, 'webhook', /^The best 20/);
    expect(await findings(page, new Set())).toEqual([]);
    expect(await page.$eval('html', ({scrollWidth}) => scrollWidth)).toBe(PHONE.width);
    expect(await page.$eval('.search ol', ({scrollWidth, clientWidth}) => scrollWidth - clientWidth)).toBe(0);
    // Below the results: a click on one of them would leave the page.
    await page.click('footer p');
    expect(await page.$eval('.search ol', ({hidden}) => hidden)).toBe(true);
  });

  it('leads to a section of the page that is shown', async () => {
    const {page} = await enterOnPhone('gallery/docs/csp.html');
    await search(page, 'trusted types', /result/);
    await page.click('.search a[href$="csp.html#with-trusted-types"]');
    await reads(page, 'with-trusted-types');
    expect(await page.$eval('.search ol', ({hidden}) => hidden)).toBe(true);
  });

  it('says that it could not be loaded, and then tries again', async () => {
    const customer = await enterOnPhone('gallery/docs/csp.html');
    customer.forgive(/^Failed to load resource/);
    const requests = await watch(customer.page);
    const letThrough = requests.refuse('search.json');
    await search(customer.page, 'redi', /could not be loaded/);
    letThrough();
    await search(customer.page, 'redis', /results$/);
  });
});

it('leads from the table of contents to the heading', async () => {
  const {page} = await enterOnPhone('gallery/docs/server.html');
  await page.click('.toc summary');
  await page.click('.toc a[href="#redis"]');
  await reads(page, 'redis');
});

it('has the table of contents open beside the text of a wide page', async () => {
  const {page} = await enterOnPhone('gallery/docs/server.html');
  const isOpen = () => page.$eval('.toc details', ({open}) => open);
  expect(await isOpen()).toBe(false);
  await page.setViewport({width: 1280, height: 800});
  await expect.poll(isOpen).toBe(true);
  const [text, toc] = await Promise.all(
    ['.document', '.toc'].map((name) => page.$eval(name, (it) => it.getBoundingClientRect().toJSON())),
  );
  expect(toc.left).toBeGreaterThanOrEqual(text.right);
});

it('copies a block of code as it is', async () => {
  const {page} = await enterOnPhone('gallery/docs/server.html');
  const permissions = ['clipboard-read', 'clipboard-sanitized-write'] as const;
  await page.browserContext().overridePermissions(new URL(url('')).origin, [...permissions]);
  const code = await page.$eval('.document pre', ({textContent}) => textContent);
  await page.click('.copy button');
  await expect.poll(() => page.$eval('.copy [role="status"]', ({textContent}) => textContent)).toBe('Copied.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code);
});
